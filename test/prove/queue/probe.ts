/**
 * What is watched in the window while a brief is moved. It is put into the page by the tools before anything of the page
 * runs, so the product has no switch for it.
 */

export interface Moved {
  /** From the key to the frame after it, ms. */
  readonly ms: number
  /** Times that React committed for the key itself, before anything else had its turn. */
  readonly commits: number
  /** Briefs of the timetable in which anything was drawn by that. */
  readonly drawn: number
  /** Times that React committed until the window was quiet: the desk's answer, its news, the rail beside. */
  readonly settled: number
}

export interface QueueProbe {
  /** Watches one key; resolves when the window has been quiet for a while. */
  watch(): Promise<Moved>
  /** Elements of the view: what was just done stands under it for ten seconds, whatever the day. */
  nodes(): number
}

declare global {
  var queueProof: QueueProbe
}

/** Runs in the page, as its first script. Nothing from outside of it exists there. */
export const installProbe = (): void => {
  /** The window is quiet when React has not committed for so long, ms: longer than news of the desk are gathered. */
  const QUIET = 900
  const commits: number[] = []
  const held: (() => void)[] = []
  let watching = false

  Reflect.set(globalThis, '__REACT_DEVTOOLS_GLOBAL_HOOK__', {
    isDisabled: false,
    supportsFiber: true,
    renderers: new Map(),
    checkDCE: () => undefined,
    inject: () => 1,
    onScheduleFiberRoot: () => undefined,
    onCommitFiberUnmount: () => undefined,
    onPostCommitFiberRoot: () => undefined,
    onCommitFiberRoot: () => commits.push(performance.now()),
  })
  // A clock that ticks every 20 seconds may tick in a move without being caused by it: it waits.
  const every = globalThis.setInterval.bind(globalThis)
  Reflect.set(globalThis, 'setInterval', (run: () => void, delay?: number) =>
    every(() => {
      if (watching && (delay ?? 0) >= 1000) held.push(run)
      else run()
    }, delay),
  )
  const drawn = (then: (at: number) => void): void => {
    requestAnimationFrame(() => {
      const after = new MessageChannel()
      after.port1.onmessage = () => then(performance.now())
      after.port2.postMessage(null)
    })
  }

  globalThis.queueProof = {
    nodes: () => document.querySelectorAll('[data-pane="view"] *').length,
    watch: () =>
      new Promise((resolve) => {
        watching = true
        const seen: MutationRecord[] = []
        // It is told at the end of the key's own task.
        const watch = new MutationObserver((changes) => seen.push(...changes))
        const page = document.querySelector('[data-timetable]')
        if (page)
          watch.observe(page, { subtree: true, childList: true, characterData: true, attributes: true })
        const rowsIn = (changes: readonly MutationRecord[]): number => {
          const nodes = changes.flatMap(({ target, addedNodes }) => [target, ...addedNodes])
          const rows = nodes.map((node) =>
            (node instanceof Element ? node : node.parentElement)?.closest('tr[data-row]'),
          )
          return new Set(rows.filter((row) => row != null)).size
        }
        addEventListener(
          'keydown',
          ({ timeStamp: at }) => {
            let inMove = 0
            let touched = 0
            // The key's own task: its handlers come after this one, and React commits at the end of it.
            const after = new MessageChannel()
            after.port1.onmessage = () => {
              inMove = commits.filter((commit) => commit >= at).length
              touched = rowsIn(seen)
              watch.disconnect()
            }
            after.port2.postMessage(null)
            drawn((framed) => {
              const quiet = (): void => {
                const rest = QUIET - (performance.now() - (commits.at(-1) ?? 0))
                if (rest > 0) {
                  setTimeout(quiet, rest)
                  return
                }
                watching = false
                for (const run of held.splice(0)) run()
                const settled = commits.filter((commit) => commit >= at).length
                resolve({ ms: framed - at, commits: inMove, drawn: touched, settled })
              }
              quiet()
            })
          },
          { capture: true, once: true },
        )
      }),
  }
}

/**
 * What is watched in a page while somebody types. It is put into the page by the tools before anything of the page runs
 * (the page's policy does not apply to it), so the product has no switch for it.
 */

export interface Key {
  /** From the key to the frame after it, ms. */
  readonly ms: number
  /** Times that React committed in between, before typing could be said to rest. */
  readonly commits: number
  /** Typed without a rest before it: what is drawn in its frame is drawn for this key and no earlier one. */
  readonly plain: boolean
}

export interface Burst {
  readonly keys: readonly Key[]
  /** Changes inside the chips of the dateline, and of the place where they stand. */
  readonly chips: number
  /** Changes in the text outside of the block that is typed in. */
  readonly elsewhere: number
  /** From the last key to the moment when the count of words was right again, ms; null where nothing counts. */
  readonly counted: number | null
}

export interface Probe {
  begin(): void
  /** Puts the caret at the end of a block of the body: 'first' holds the dateline. */
  caret(block: 'first' | 'last'): void
  /** Resolves when `keys` keys have had their frame; then, where words are counted, when there are `words` of them. */
  end(keys: number, words: number | null): Promise<Burst>
  /** The words that the window counts, or null. */
  words(): number | null
}

declare global {
  var proof: Probe
}

/** Runs in the page, as its first script. Nothing from outside of it exists there. */
export const installProbe = (): void => {
  /** Counts and checks are drawn when typing has rested for 200 ms; a busy machine rests by itself now and then. */
  const REST = 180
  const TEXT = '[contenteditable="true"][aria-multiline="true"]'
  const commits: number[] = []
  const held: (() => void)[] = []
  let typing = false
  let keys: { at: number; framed: number }[] = []
  let watches: MutationObserver[] = []
  let chips = 0
  let elsewhere = 0
  let waiters: (() => void)[] = []

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

  // A clock that ticks every 20 seconds may tick in the frame of a key without being caused by it: it waits.
  const every = globalThis.setInterval.bind(globalThis)
  Reflect.set(globalThis, 'setInterval', (run: () => void, delay?: number) =>
    every(() => {
      if (typing && (delay ?? 0) >= 1000) held.push(run)
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
  const text = (): HTMLElement => {
    const found = [...document.querySelectorAll<HTMLElement>(TEXT)].find((one) => one.offsetParent !== null)
    if (!found) throw new Error('there is no text to type in')
    return found
  }
  const statusLine = (): Element | null =>
    document.querySelector('[data-safety="computer"]')?.closest('section, footer') ?? null
  const words = (): number | null => {
    const texts = [...(statusLine()?.querySelectorAll('span') ?? [])].map((one) => one.textContent)
    const found = texts.map((one) => /^(\d+) woord/u.exec(one)?.[1]).find(Boolean)
    return found === undefined ? null : Number(found)
  }
  addEventListener(
    'keydown',
    (event) => {
      if (!typing || event.key === 'Shift') return
      const key = { at: event.timeStamp, framed: 0 }
      keys.push(key)
      drawn((at) => {
        key.framed = at
        for (const tell of waiters) tell()
      })
    },
    { capture: true },
  )

  globalThis.proof = {
    words,
    caret(block) {
      const body = text()
      body.focus()
      const blocks = [...body.children].filter((one) => one.tagName === 'P')
      const target = block === 'first' ? blocks[0] : blocks.at(-1)
      if (!target) throw new Error('the text has no paragraph')
      getSelection()?.selectAllChildren(target)
      getSelection()?.collapseToEnd()
    },
    begin() {
      const body = text()
      keys = []
      chips = 0
      elsewhere = 0
      const at = getSelection()?.anchorNode ?? body
      const block = [...body.children].find((one) => one.contains(at))
      const host = body.querySelector('.dateline-host')
      const everything = {
        subtree: true,
        childList: true,
        attributes: true,
        attributeOldValue: true,
        characterData: true,
      }
      const inText = new MutationObserver((changes) => {
        for (const { target, removedNodes, addedNodes, attributeName, oldValue } of changes) {
          // An attribute that is written again as it was changes nothing that is drawn.
          const same = attributeName !== null && (target as Element).getAttribute(attributeName) === oldValue
          if (same) continue
          const moved = [...removedNodes, ...addedNodes].includes(host as Node)
          if (host && (moved || host.contains(target))) chips += 1
          else if (!block?.contains(target)) elsewhere += 1
        }
      })
      inText.observe(body, everything)
      watches = [inText]
      typing = true
    },
    async end(count, wanted) {
      const last = await new Promise<number>((resolve) => {
        const tell = (): void => {
          const final = keys[count - 1]
          if (!final || final.framed === 0) return
          waiters = []
          resolve(final.at)
        }
        waiters = [tell]
        tell()
      })
      const result = keys.map(({ at, framed }, index) => ({
        ms: framed - at,
        commits: commits.filter((commit) => commit >= at && commit <= Math.min(framed, at + REST)).length,
        plain: at - (keys[index - 1]?.at ?? at) < REST,
      }))
      for (const watch of watches) watch.disconnect()
      const counted =
        wanted === null
          ? null
          : await new Promise<number>((resolve) => {
              const line = statusLine()
              const look = (): void => {
                if (words() !== wanted) return
                watch.disconnect()
                resolve(performance.now() - last)
              }
              const watch = new MutationObserver(look)
              if (line) watch.observe(line, { subtree: true, childList: true, characterData: true })
              setTimeout(() => resolve(Number.NaN), 5_000)
              look()
            })
      typing = false
      for (const run of held.splice(0)) run()
      return { keys: result, chips, elsewhere, counted }
    },
  }
}

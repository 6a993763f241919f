/** A desk process made of a script: it keeps a document, answers when it is told to, and breaks when it is told to. */
import * as Y from 'yjs'
import type { DocumentBridge } from '../../../../renderer/features/editor/working-copy.ts'
import type { Clock } from '../../../../shared/clock.ts'
import { type FaultCode, FaultError } from '../../../../shared/errors.ts'

export const ITEM = '7b1d4f0e-8a52-4c55-9f5c-0e6d3a6b7c11'

export const handClock = () => {
  let now = 1_000_000
  let ahead = 0
  const timers = new Set<{ at: number; run: () => void }>()
  const clock: Clock = {
    now: () => now + ahead,
    after: (delay, run) => {
      const timer = { at: now + delay, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
  }
  const pass = async (ms: number): Promise<void> => {
    const end = now + ms
    for (;;) {
      await settle()
      const next = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      now = next.at
      timers.delete(next)
      next.run()
    }
    now = end
    await settle()
  }
  /** The clock of the wall is put right, which makes no timer come sooner or later. */
  const set = (by: number): void => {
    ahead += by
  }
  return { clock, pass, set }
}

/** Lets every promise that can go on, go on. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

export const scriptedDesk = (seed: (doc: Y.Doc) => void = () => undefined) => {
  let disk = new Y.Doc()
  seed(disk)
  let fault: FaultCode | null = null
  let held: (() => void)[] | null = null
  let alive = true
  const pushes: { update: Uint8Array; restores: string | null; seen: number }[] = []
  const ports = new Set<(open: boolean) => void>()
  const updates = new Set<(update: Uint8Array, epoch: number, seen: number | null) => void>()
  let epoch = 1
  /** The feed: everything that a colleague writes moves it on. */
  let position = 7
  const log: string[] = []

  const wait = async (): Promise<void> => {
    if (held) await new Promise<void>((resolve) => held?.push(resolve))
    if (!alive) throw new FaultError('desk-process-gone')
    if (fault) throw new FaultError(fault)
  }

  const bridge: DocumentBridge = {
    async open() {
      log.push('open')
      await wait()
      return { state: Y.encodeStateAsUpdate(disk), epoch, seen: position }
    },
    async push(_item, update, restores, seen) {
      log.push('push')
      await wait()
      pushes.push({ update, restores, seen })
      Y.applyUpdate(disk, update)
      return { savedAt: 5 }
    },
    async close() {
      log.push('close')
      await wait()
    },
    hearUpdates(_item, hear) {
      updates.add(hear)
      return () => updates.delete(hear)
    },
    hearPort(hear) {
      ports.add(hear)
      return () => ports.delete(hear)
    },
  }

  return {
    bridge,
    pushes,
    log,
    disk: () => disk,
    text: () => disk.getText('t').toString(),
    break: (code: FaultCode | null) => {
      fault = code
    },
    hold: () => {
      held ??= []
    },
    letGo: async () => {
      const go = held ?? []
      held = null
      for (const resolve of go) resolve()
      await settle()
    },
    /** The process dies; what it had acknowledged stays on disk, or is cut back to `keeps`. */
    crash: (keeps?: Uint8Array) => {
      alive = false
      if (keeps) {
        disk = new Y.Doc()
        Y.applyUpdate(disk, keeps)
      }
      for (const hear of ports) hear(false)
    },
    comeBack: async () => {
      alive = true
      for (const hear of ports) hear(true)
      await settle()
    },
    /** A colleague writes. */
    remote: (write: (doc: Y.Doc) => void) => {
      const before = Y.encodeStateVector(disk)
      write(disk)
      const update = Y.encodeStateAsUpdate(disk, before)
      position += 1
      if (alive) for (const hear of updates) hear(update, epoch, position)
    },
    /** From now on somebody writes with a newer Kopij. */
    raise: (to: number) => {
      epoch = to
    },
  }
}

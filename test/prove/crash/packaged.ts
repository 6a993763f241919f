/** The kills of the packaged app: the whole of it, its desk process or its renderer, through the bridge of its own page. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { FaultError } from '../../../shared/errors.ts'
import { type Input, type Output, REQUESTS, type RequestName } from '../../../shared/ipc/contract.ts'
import { ReplyMessage } from '../../../shared/ipc/message.ts'
import { type Desk, launchDesk } from '../../e2e/support/desk.ts'
import { type DeskWindow, ProcessGone } from '../../support/desk-process.ts'
import type { Chance } from '../../support/prove-chance.ts'
import { findProcess, survivors, treeOf } from '../../support/prove-processes.ts'
import { comeBack, type Findings, lookAtFiles, lookAtFoundings, lookAtTheEnd, told } from './findings.ts'
import { liveAndDie, untilSettled } from './live.ts'
import { foundings, IN_APP } from './moments.ts'
import { type Killed, nobodyKilled } from './plain.ts'
import { beginLife, createStage, type Life, repeatOpen, type Stage } from './stage.ts'
import type { Writer } from './writer.ts'

const BYTES = '$bytes'

const pack = (_key: string, value: unknown): unknown =>
  value instanceof Uint8Array ? { [BYTES]: Buffer.from(value).toString('base64') } : value

const unpack = (_key: string, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || !(BYTES in value)) return value
  return new Uint8Array(Buffer.from(String(value[BYTES]), 'base64'))
}

/** Asks through the page's own bridge: bytes cross as text, because Playwright sends JSON. Runs in the page. */
const askInPage = async ([id, name, json]: [string, string, string]): Promise<string> => {
  const bytes = '$bytes'
  const input: unknown = JSON.parse(json, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !(bytes in value)) return value
    return Uint8Array.from(atob(String(value[bytes])), (sign) => sign.charCodeAt(0))
  })
  const bridge: { call(server: string, id: string, name: string, input: unknown): Promise<unknown> } =
    Reflect.get(window, 'kopij')
  const reply = await bridge.call('desk', id, name, input)
  return JSON.stringify(reply, (_key, value: unknown) =>
    value instanceof Uint8Array
      ? { [bytes]: btoa(Array.from(value, (sign) => String.fromCharCode(sign)).join('')) }
      : value,
  )
}

/** A window of the app as the moments know one. A page that is gone is a process that is gone. */
const windowOf = ({ page }: Desk): Pick<DeskWindow, 'call'> => ({
  async call<N extends RequestName<'desk'>>(name: N, input: Input<'desk', N>, id: string = randomUUID()) {
    let answer: string
    try {
      answer = await page.evaluate(askInPage, [id, name, JSON.stringify(input, pack)] as [
        string,
        string,
        string,
      ])
    } catch {
      throw new ProcessGone()
    }
    const raw: unknown = JSON.parse(answer, unpack)
    const gone = { ok: false, fault: { code: 'desk-process-gone', params: {} } }
    if (JSON.stringify(raw) === JSON.stringify(gone)) throw new ProcessGone()
    const reply = ReplyMessage.parse(raw)
    if ('event' in reply) throw new Error('an event came as an answer')
    if (!reply.ok) throw new FaultError(reply.fault.code, reply.fault.params)
    return REQUESTS.desk[name].output.parse(reply.output) as Output<'desk', N>
  },
})

/** Sits down as soon as the window has its port. */
const begin = async (stage: Stage, desk: Desk): Promise<Life> => {
  const deadline = Date.now() + 20_000
  for (;;) {
    try {
      return await beginLife(stage, windowOf(desk))
    } catch (error) {
      if (!(error instanceof ProcessGone) || Date.now() > deadline) throw error
      await sleep(50)
    }
  }
}

const DESK_PROCESS = '--utility-sub-type=node.mojom.NodeService'
const RENDERER = '--type=renderer'

/** Whom the kill hits. All of them are followed by the end of the app: what is on disk then is what counts. */
const VICTIMS = ['the app', 'the desk process', 'the renderer', 'the app'] as const

const kill = async (desk: Desk, victim: (typeof VICTIMS)[number], findings: AppFindings): Promise<void> => {
  const main = desk.app.process().pid ?? 0
  const tree = treeOf(main)
  const mark = victim === 'the renderer' ? RENDERER : DESK_PROCESS
  if (victim !== 'the app') {
    const pid = findProcess(main, mark)
    if (pid === null) throw new Error(`${victim} is not there`)
    process.kill(pid, 'SIGKILL')
    const deadline = Date.now() + 10_000
    while (Date.now() < deadline && [pid, null].includes(findProcess(main, mark))) await sleep(20)
    if ([pid, null].includes(findProcess(main, mark))) findings.notRevived += 1
    tree.push(...treeOf(main))
  }
  await desk.kill()
  findings.orphans += (await survivors(tree, 5000)).length
}

type AppFindings = Findings & {
  /** Processes that outlived the app by five seconds. */
  orphans: number
  /** Desk processes and renderers that did not come back. */
  notRevived: number
}

/** The folder target is placed by a grant, so by a dialog; here the harness stands in for the person at it. */
const placeTarget = async (desk: Desk, life: Life, target: string): Promise<void> => {
  await desk.app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] })
  }, target)
  const grant = await desk.page.evaluate(async (id) => {
    const bridge: { call(server: string, id: string, name: string, input: unknown): Promise<unknown> } =
      Reflect.get(window, 'kopij')
    return await bridge.call('shell', id, 'shell.pick-folder', {})
  }, randomUUID())
  const { output } = grant as { output: { id: string } }
  await life.window.call('targets.add-folder', { grant: output.id, name: 'Uit' })
}

const foundPlace = async (desk: Desk, data: string, chance: Chance): Promise<Stage> => {
  const outside = mkdtempSync(join(tmpdir(), 'kopij-outside-'))
  const target = join(outside, 'uit')
  mkdirSync(target)
  const window = windowOf(desk)
  const { id } = await window.call('desks.create', {
    name: 'Proefredactie',
    person: 'Merel Oosterhof',
    language: 'nl',
    sections: ['Binnenland', 'Buitenland'],
  })
  const { person } = await window.call('desks.use', { desk: id })
  const { sections } = await window.call('desk.overview', {})
  const section = sections[0]?.id ?? ''
  const stage = createStage({ data, outside, target, desk: id, person: person?.id ?? '', section }, chance)
  await placeTarget(desk, await begin(stage, desk), target)
  return stage
}

export const killPackaged = async (
  kills: number,
  chance: Chance,
  log: (line: string) => void,
): Promise<Killed & { findings: AppFindings }> => {
  const nobody = nobodyKilled()
  const findings: AppFindings = { ...nobody.findings, orphans: 0, notRevived: 0 }
  const killed = { ...nobody, findings }
  const profile = mkdtempSync(join(tmpdir(), 'kopij-crash-app-'))
  // Those of the kills under plain Node are put away.
  foundings.length = 0
  const first = await launchDesk({ profile })
  const stage = await foundPlace(first, profile, chance)
  await first.close()
  let recent: Writer[] = []
  const moments = chance.shuffled(
    Array.from({ length: kills }, (_, at) => IN_APP[at % IN_APP.length] ?? IN_APP[0]),
  )
  for (const [at, moment] of moments.entries()) {
    if (!moment) continue
    const before = told(findings)
    const victim = VICTIMS[at % VICTIMS.length] ?? 'the app'
    const desk = await launchDesk({ profile })
    const life = await begin(stage, desk)
    await comeBack(life, findings, recent)
    await repeatOpen(life)
    await lookAtFoundings(life, findings)
    recent = await liveAndDie({ life, moment, at, recent, kill: () => kill(desk, victim, findings) })
    killed.kills += 1
    killed.acknowledged += life.acknowledged()
    killed.fewestBetween = Math.min(killed.fewestBetween, life.acknowledged())
    lookAtFiles(stage, findings)
    if (told(findings) !== before) log(`kill ${at + 1} of ${victim}, while ${moment.name}: ${told(findings)}`)
  }
  const desk = await launchDesk({ profile })
  const life = await begin(stage, desk)
  await comeBack(life, findings, recent)
  await repeatOpen(life)
  await lookAtFoundings(life, findings)
  await untilSettled(life, () => true, log)
  await comeBack(life, findings, stage.writers.values())
  await desk.close()
  lookAtTheEnd(stage, findings)
  if (told(findings) === '')
    for (const folder of [profile, stage.place.outside]) rmSync(folder, { recursive: true, force: true })
  else log(`${told(findings)}; kept for a look: ${profile} ${stage.place.outside}`)
  return { ...killed, waits: stage.waits }
}

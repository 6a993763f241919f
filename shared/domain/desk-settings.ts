/** What a desk has agreed on. Every setting has a default: desks and logs of before it was there go on as they did. */
import { z } from 'zod'
import { Id } from '../ids.ts'
import { IANAZone } from './wall-time.ts'

/** What the queue says about times. They are shown and never forbid: an editor may have a reason. */
export const QueueRules = z.strictObject({
  /** Minutes that are kept between two briefs of a section; 0: no rule. */
  apart: z.int().min(0).max(120),
  /** How many briefs a section has on its rail at any minute; 0: no rule. */
  railKeeps: z.int().min(0).max(60),
  /** The longest time without a new brief in a section, minutes; null: no rule. */
  longestGap: z.int().min(1).max(1440).nullable(),
})
export type QueueRules = z.infer<typeof QueueRules>

/** The most minutes late that a desk may let something go out by itself. */
export const MOST_SEND_WITHIN = 720

/** What the hub does about slots that it could not keep. */
export const MissedRule = z.strictObject({
  /** Up to so many minutes late something is sent by itself; later, people are asked. */
  sendWithin: z.int().min(0).max(MOST_SEND_WITHIN),
})
export type MissedRule = z.infer<typeof MissedRule>

const RULES = {
  queue: QueueRules,
  missed: MissedRule,
  /** Who may release briefs without anybody else's approval, by person. It is listed where they do. */
  releaseThemselves: z.array(Id).max(500),
  /** How many words a brief is to have: what a lead is shortened to. */
  lengthOfBrief: z.int().min(5).max(400),
  /** Minutes between briefs that are queued in one go, where nobody says otherwise. */
  rhythm: z.int().min(1).max(240),
} as const

const NAMED = {
  name: z.string().min(1).max(60),
  language: z.enum(['nl', 'en']),
  /** The zone of the desk; other zones are always shown by name. */
  zone: IANAZone,
  /** A chief may mend a word in copy and still approve it. Off: whoever wrote, does not approve. */
  chiefMayFix: z.boolean(),
} as const

/** Settings of a desk. */
export const DeskSettings = z.strictObject({
  ...NAMED,
  queue: RULES.queue.default({ apart: 3, railKeeps: 6, longestGap: null }),
  missed: RULES.missed.default({ sendWithin: 2 }),
  releaseThemselves: RULES.releaseThemselves.default([]),
  lengthOfBrief: RULES.lengthOfBrief.default(45),
  rhythm: RULES.rhythm.default(10),
})
export type DeskSettings = z.infer<typeof DeskSettings>

/** Some of them, as they are changed: what is not in it stays, and is not set back to what is usual. */
export const DeskSettingsChange = z.strictObject({ ...NAMED, ...RULES }).partial()
export type DeskSettingsChange = z.infer<typeof DeskSettingsChange>

/** A desk that nobody has set anything of. */
export const USUAL_SETTINGS: DeskSettings = DeskSettings.parse({
  name: 'Kopij',
  language: 'nl',
  zone: 'Europe/Amsterdam',
  chiefMayFix: false,
})

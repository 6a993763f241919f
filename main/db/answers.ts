/** Answers to commands: a repeat of a command, after a crash or a lost port, gets the first answer. */
import { deserialize, serialize } from 'node:v8'
import type { Database } from './driver.ts'

const DAY = 86_400_000

/** The first answer to this command, or undefined when it is new. Answers are structured-cloneable data. */
export const readAnswer = (db: Database, id: string): { answer: unknown } | undefined => {
  const row = db.prepare<[string], { answer: Buffer }>('SELECT answer FROM answers WHERE id = ?').get(id)
  return row && { answer: deserialize(row.answer) as unknown }
}

export const writeAnswer = (db: Database, id: string, at: number, answer: unknown): void => {
  db.prepare('INSERT INTO answers (id, at, answer) VALUES (?, ?, ?)').run(id, at, serialize(answer))
}

/** Nobody repeats a command of the day before yesterday. */
export const forgetAnswers = (db: Database, now: number): void => {
  db.prepare('DELETE FROM answers WHERE at < ?').run(now - 2 * DAY)
}

/** The example desk: invented copy in every state, made by the same commands as anybody's copy. */
import type { RunningDesk } from './open-desk.ts'

export const foundExample = async (
  _running: RunningDesk,
  _command: string,
  _language: 'nl' | 'en',
  _now: number,
): Promise<void> => {}

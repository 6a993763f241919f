/** A desk with an editor and a chief, for what its hub says to entries of a client that does not play by the rules. */
import { openTestDesk, type TestDesk } from './desk.ts'

export type RuledDesk = { desk: TestDesk; editor: string; chief: string }

export const openRuledDesk = async (): Promise<RuledDesk> => {
  const desk = await openTestDesk()
  const editor = await desk.add('Joris Baan', ['editor'])
  const chief = await desk.add('Hanneke de Wit', ['chief'])
  await desk.settle()
  return { desk, editor, chief }
}

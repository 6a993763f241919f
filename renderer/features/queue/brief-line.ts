import type { Agency } from '../../../shared/domain/agency.ts'
import type { Credit } from '../../../shared/domain/credit.ts'
import { type DatelineResult, parseDateline } from '../../../shared/domain/dateline.ts'

/** How somebody typed a time at the end of a line: read, or standing there unread and looking like one. */
export type TypedTime<When> = { type: 'read'; when: When } | { type: 'unread'; typed: string }

/** A line of fast entry, taken apart. `offer` is a dateline that has to be asked about and is not taken yet. */
export type BriefLine<When> = {
  places: string[]
  credits: Credit[]
  text: string
  offer: Extract<DatelineResult, { kind: 'offer' }> | null
  time: TypedTime<When> | null
}

/** What reading a line needs: the desk's register, the reader of times, and whether an offered dateline is taken. */
export type BriefLineOptions<When> = {
  agencies: readonly Agency[]
  readTime: (typed: string) => When | null
  takeOffer: boolean
}

/** ` @17.30` closes a line. Nothing longer than a time is looked at, so that prose with an @ stays prose. */
const TIME_AT_END = /(?:^|\s)@\s*([^@]{0,40})$/u
/** What somebody started as a time and did not finish. `@redactie` is no time and is left in the text. */
const MEANT_AS_TIME = /^(?:$|[+\d])/u

const splitTime = <When>(
  line: string,
  readTime: (typed: string) => When | null,
): { rest: string; time: TypedTime<When> | null } => {
  const match = TIME_AT_END.exec(line.trimEnd())
  if (!match) return { rest: line, time: null }
  const typed = (match[1] ?? '').trim()
  const rest = line.slice(0, match.index)
  const when = typed === '' ? null : readTime(typed)
  if (when !== null) return { rest, time: { type: 'read', when } }
  if (MEANT_AS_TIME.test(typed)) return { rest, time: { type: 'unread', typed } }
  return { rest: line, time: null }
}

/** Takes a typed line apart: dateline, credits, text, and the time behind the last `@`. Never throws. */
export const readBriefLine = <When>(line: string, options: BriefLineOptions<When>): BriefLine<When> => {
  const { rest, time } = splitTime(line, options.readTime)
  const dateline = parseDateline(rest, { agencies: options.agencies })
  if (dateline.kind === 'found' || (dateline.kind === 'offer' && options.takeOffer)) {
    const { places, credits, length } = dateline
    return { places, credits, text: rest.slice(length).trim(), offer: null, time }
  }
  return {
    places: [],
    credits: [],
    text: rest.trim(),
    offer: dateline.kind === 'offer' ? dateline : null,
    time,
  }
}

/** What the checks find in copy, numbered as the margin and the inspector show it. Pure. */
import type { Agency } from '../../../shared/domain/agency.ts'
import type { Copy } from '../../../shared/domain/copy.ts'
import { checkCopy, type Finding } from '../../../shared/domain/house-style.ts'

export type NumberedFinding = Finding & {
  number: number
  /** Tells it from every other, also after the text moved. */
  key: string
}

const keyOf = ({ code, where, params }: Finding): string =>
  `${code} ${'field' in where ? where.field : where.block} ${JSON.stringify(params)}`

/** Nothing written is nothing to check: a new item begins without a reproach. */
const isBlank = (copy: Copy): boolean => copy.body.length === 0 && copy.headline === ''

/** What is no finding yet for somebody who is still writing there: the text under a subhead comes after the subhead. */
const isEarly = ({ code }: Finding): boolean => code === 'subhead-last'

/** All findings that are shown, numbered from 1 in the order in which they are read. Pure. */
export const numberFindings = (
  copy: Copy,
  agencies: readonly Agency[],
  skip: (key: string) => boolean,
  /** The caret is where the text ends. */
  writing: boolean,
): NumberedFinding[] => {
  if (isBlank(copy)) return []
  const place = ({ where }: Finding): number => {
    if (!('field' in where)) return 3 + where.block
    return { headline: 0, dateline: 1, credits: 2, body: 3 }[where.field]
  }
  return checkCopy(copy, { agencies })
    .map((finding) => ({ ...finding, key: keyOf(finding) }))
    .filter((finding) => !(skip(finding.key) || (writing && isEarly(finding))))
    .sort((a, b) => place(a) - place(b))
    .map((finding, index) => ({ ...finding, number: index + 1 }))
}

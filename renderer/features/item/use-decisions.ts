import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemDetail } from '../../../shared/domain/view.ts'
import type { Fault } from '../../../shared/errors.ts'
import type { RevisionHash } from '../../../shared/ids.ts'
import type { Decision } from '../../../shared/ipc/desk.ts'
import { faultLine } from '../../lib/faults.tsx'
import { useSession } from '../../lib/session.tsx'
import { askAfter } from '../after/index.ts'
import { useSayMoment } from '../times/index.ts'
import type { Question } from './ask.tsx'
import type { Step } from './next-step.ts'
import { takeDecision } from './take.ts'
import { titleOf } from './title-of.ts'

/** What is asked before a decision: a note or a reason, or whether it may really go out. */
export type Asked = Question | 'release' | null

/** Taking decisions about the open item: the sentence for each, and the questions that come first. */
export const useDecisions = (
  detail: ItemDetail | undefined,
): {
  take: (decision: Decision) => void
  takeStep: (step: Step) => void
  asked: Asked
  ask: (asked: Asked) => void
  /** Takes the decision that was asked about, with the text that was given. Answers why it was refused; null: it was done. */
  answer: (text: string) => Promise<string | null>
} => {
  const { t } = useTranslation('item')
  const { t: common } = useTranslation('common')
  const { language } = useSession()
  const say = useSayMoment()
  const [asked, setAsked] = useState<Asked>(null)
  /** What waited when the question came up: a note is about that, also when a newer revision came meanwhile. */
  const [about, setAbout] = useState<RevisionHash | 'now' | null>(null)
  const ask = (next: Asked): void => {
    setAbout(detail?.state.submitted ?? null)
    setAsked(next)
  }

  const sentence = (decision: Decision, title: string): string => {
    switch (decision.type) {
      case 'schedule':
        return t('done.schedule', {
          title,
          when: decision.instant === null ? decision.wall : say(decision.instant, decision.zone),
        })
      case 'embargo': {
        const { until } = decision
        if (until === null) return t('done.noEmbargo')
        return t('done.embargo', {
          when: until.instant === null ? until.wall : say(until.instant, until.zone),
        })
      }
      case 'show':
        return decision.at === null ? t('done.noShow') : t('done.show', { when: say(decision.at) })
      case 'release':
        return ''
      default:
        return t(`done.${decision.type}`, { title })
    }
  }
  const taken = async (decision: Decision, quiet: boolean): Promise<Fault | null> => {
    if (!detail) return null
    const title = titleOf(detail.row, common)
    const words = { done: sentence(decision, title), undone: t('done.undone') }
    return await takeDecision(detail.row.id, decision, detail.state, words, quiet)
  }
  const take = (decision: Decision): void => void taken(decision, false)
  const takeStep = (step: Step): void => {
    switch (step) {
      case 'correct':
        // What is out is corrected with a reason, and receivers are told.
        if (detail) askAfter(detail.row.id, 'correct')
        return
      case 'submit':
      case 'again':
      case 'resubmit':
        take({ type: 'submit' })
        return
      case 'approve':
        if (detail?.state.submitted) take({ type: 'approve', revision: detail.state.submitted, bypass: null })
        return
      case 'release':
        ask('release')
        return
      case 'withdraw':
      case 'unspike':
      case 'undelete':
        take({ type: step })
        return
    }
  }
  const answer = async (text: string): Promise<string | null> => {
    const revision = about === 'now' ? (detail?.state.submitted ?? null) : about
    const decision: Decision =
      asked === 'erase'
        ? { type: asked, reason: text }
        : { type: 'return', note: text, ...(revision === null ? {} : { revision }) }
    const wrong = await taken(decision, true)
    if (wrong === null) return null
    // Having been told, whoever sends it again means what stands there then.
    if (wrong.code === 'refused-revision-superseded') setAbout('now')
    return faultLine(wrong, language)
  }
  return { take, takeStep, asked, ask, answer }
}

/** Why this computer may no longer act for somebody, where it was not an admin who signed it out. */
import type { FaultSentences } from '../sentences.ts'

export const signedOut = {
  own: {
    what: 'U hebt deze computer afgemeld, vanaf een andere computer.',
    safe: 'Wat hier bewaard was, staat hier nog. Er gaat niets meer heen of terug.',
    action:
      'Meld u opnieuw aan met uw wachtwoordzin als u hier verder wilt. Was u het niet zelf? Zeg het een beheerder.',
  },
  copied: {
    what: 'Deze computer is afgemeld omdat haar aanmelding ook ergens anders werd gebruikt.',
    safe: 'Wat hier bewaard was, staat hier nog. Er gaat niets meer heen of terug.',
    action: 'Waarschuw een beheerder, en meld u dan opnieuw aan met uw wachtwoordzin.',
  },
  left: {
    what: 'U staat niet meer op deze redactie, dus is deze computer afgemeld.',
    safe: 'Wat hier bewaard was, staat hier nog. Er gaat niets meer heen of terug.',
    action: 'Vraag een beheerder als dat niet klopt.',
  },
} as const satisfies Record<string, FaultSentences>

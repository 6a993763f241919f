/** The states of an item, as a word beside their shape. */
export const states = {
  draft: 'Concept',
  submitted: 'Ter goedkeuring',
  approved: 'Goedgekeurd',
  scheduled: 'Ingepland',
  published: 'Uit',
  returned: 'Teruggegeven',
  killed: 'Ingetrokken',
  spiked: 'Weggelegd',
  deleted: 'In de prullenbak',
  erased: 'Gewist',
  waiting: 'wacht op de redactie',
  waitingShort: 'wacht',
  changed: 'gewijzigd',
  changedSinceApproval: 'Gewijzigd sinds de goedkeuring',
  changedSinceRelease: 'Gewijzigd sinds het verscheen',
  fresh: 'Gewijzigd sinds u keek',
} as const

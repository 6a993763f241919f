import type { Agency } from '../../../../shared/domain/agency.ts'

/** A register as a Dutch desk may keep it: one code in small letters, one with a hyphen in it. */
export const agencies: Agency[] = [
  { code: 'AFP', name: 'Agence France-Presse', home: false },
  { code: 'ANP', name: 'Algemeen Nederlands Persbureau', home: true },
  { code: 'AP-TV', name: 'AP beeld', home: false },
  { code: 'BELGA', name: 'Belga', home: false },
  { code: 'dpa', name: 'Deutsche Presse-Agentur', home: false },
  { code: 'RTR', name: 'Reuters', home: false },
]

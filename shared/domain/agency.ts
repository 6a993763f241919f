import { z } from 'zod'

/**
 * An agency or medium in the desk's register. `code` is printed between the brackets of a dateline
 * exactly as it stands here and is matched without case; `home` marks the desk's own agency, which
 * house style puts first (standards, section 9.5).
 */
export const Agency = z.strictObject({ code: z.string().min(1).max(24), name: z.string(), home: z.boolean() })
export type Agency = z.infer<typeof Agency>

/** The agencies that a Dutch news desk prints most; the register is the desk's own from then on. */
export const USUAL_AGENCIES: readonly Agency[] = [
  { code: 'ANP', name: 'Algemeen Nederlands Persbureau', home: true },
  { code: 'AFP', name: 'Agence France-Presse', home: false },
  { code: 'AP', name: 'Associated Press', home: false },
  { code: 'BELGA', name: 'Belga', home: false },
  { code: 'DPA', name: 'Deutsche Presse-Agentur', home: false },
  { code: 'EFE', name: 'Agencia EFE', home: false },
  { code: 'RTR', name: 'Reuters', home: false },
]

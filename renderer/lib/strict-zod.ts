/**
 * Zod speeds itself up with generated code unless told not to, and merely trying that breaks our CSP.
 * Imported first, before any schema is made.
 */
import { z } from 'zod'

z.config({ jitless: true })

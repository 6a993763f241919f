import { join } from 'node:path'
import { startShell } from './app/shell.ts'

startShell(join(import.meta.dirname, '..'))

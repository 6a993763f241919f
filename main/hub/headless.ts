/**
 * The hub on a server, under plain Node: `node out/main/headless.js [serve] --config hub.json`, and the commands on its
 * store. What a person has to read goes to the output; the log, a line of JSON each, goes to the error output.
 */
import { main } from './server/command-line.ts'

// Whatever still holds on to this process, it was asked to end, and everything is closed.
process.exit(await main(process.argv.slice(2), process.env))

// What the desk process reads before it answers is bundled into few files: each one more is looked up and read by itself
// at every start. What another program reads as well lies in a file of its own, so that main does not read the desk's
// code, and the process that opens strangers' files holds no database.

/** @typedef {{ importers: string[], isEntry: boolean }} ModuleInfo */
/** @typedef {(id: string) => ModuleInfo | null} Look */

/**
 * Whether `entry` reads this module at its start: it, or something that it imports, imports the module, and not only when
 * it is needed.
 * @param {string} entry @param {string} module @param {Look} look
 */
const isReadBy = (entry, module, look) => {
  const seen = new Set([module])
  for (const id of seen) {
    if (id === entry) return true
    for (const importer of look(id)?.importers ?? []) seen.add(importer)
  }
  return false
}

/**
 * The groups for Rolldown. Earlier ones take first, and each holds all that its modules need or finds it in an earlier one.
 * @param {string} desk the entry of the desk process
 * @param {Record<string, string>} others further entries by the name of the file that they share with it, in order
 * @returns {import('vite').Rolldown.CodeSplittingGroup[]}
 */
export const deskChunks = (desk, others) =>
  Object.entries({ ...others, desk }).map(([name, entry], at, all) => ({
    debugName: name,
    priority: all.length - at,
    name: (id, graph) => {
      const look = (/** @type {string} */ module) => graph.getModuleInfo(module)
      if (look(id)?.isEntry) return null
      return isReadBy(desk, id, look) && isReadBy(entry, id, look) ? name : null
    },
  }))

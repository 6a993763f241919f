/** What work cost: milliseconds on the clock, and of this process's processor time, which a busy machine does not stretch. */
export type Spent = { wall: number; cpu: number }

/**
 * Runs work and answers what it cost. Everything that is compared runs in this one process, its servers and its clients
 * alike, so that processor time is all that was spent on it.
 */
export const spend = async (work: () => Promise<unknown>): Promise<Spent> => {
  globalThis.gc?.()
  const began = performance.now()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return { wall: performance.now() - began, cpu: (user + system) / 1000 }
}

/**
 * Time that this process has had of the processor, ms: what a computation costs, whatever else the machine does. A bound
 * on the wall clock would fail when somebody compiles beside it.
 */
export const cpuTime = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Meters in the text format of Prometheus: counts and times, and never a name, an id or a word of copy. */
const BUCKETS = [0.005, 0.02, 0.1, 0.5, 2, 10]

type Labels = Readonly<Record<string, string>>

export type Meters = {
  count(name: string, labels?: Labels, by?: number): void
  time(name: string, seconds: number, labels?: Labels): void
  /** Everything, with what is read at the moment: lines, memory. */
  text(gauges: Readonly<Record<string, number>>): string
}

/** Label values are names of calls, codes and outcomes; anything else would be a mistake that must not leak. */
const plain = (value: string): string => value.replace(/[^a-z0-9-]/gi, '')

const told = (name: string, labels: Labels): string => {
  const inner = Object.entries(labels)
    .map(([key, value]) => `${key}="${key === 'le' ? value : plain(value)}"`)
    .join(',')
  return inner === '' ? `kopij_${name}` : `kopij_${name}{${inner}}`
}

export const createMeters = (): Meters => {
  const counts = new Map<string, number>()
  const add = (key: string, by: number): void => void counts.set(key, (counts.get(key) ?? 0) + by)
  return {
    count: (name, labels = {}, by = 1) => add(told(`${name}_total`, labels), by),
    time(name, seconds, labels = {}) {
      for (const bucket of BUCKETS)
        add(told(`${name}_seconds_bucket`, { ...labels, le: String(bucket) }), seconds <= bucket ? 1 : 0)
      add(told(`${name}_seconds_bucket`, { ...labels, le: '+Inf' }), 1)
      add(told(`${name}_seconds_sum`, labels), seconds)
      add(told(`${name}_seconds_count`, labels), 1)
    },
    text: (gauges) =>
      [
        ...[...counts].map(([key, value]) => `${key} ${value}`),
        ...Object.entries(gauges).map(([name, value]) => `${told(name, {})} ${value}`),
        '',
      ].join('\n'),
  }
}

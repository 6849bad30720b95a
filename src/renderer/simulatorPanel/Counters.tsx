import { traceKinds } from '../../contract/simulator.ts'
import { formatCount } from '../format/numbers.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import type { RunningSimulator } from './runningSimulator.ts'

/** What happened to messages so far; what never happened is left out. */
export function Counters({ state }: { state: RunningSimulator }) {
  const { simulatorPanel: words } = useWords()
  const locale = useLocale()
  const { counters, queues, topics } = state
  const shown = [
    { name: words.queues(queues), count: queues },
    { name: words.topics(topics), count: topics },
    ...traceKinds.flatMap(kind => {
      const count = counters[kind] ?? 0
      return count === 0 ? [] : [{ name: words.kind[kind], count }]
    }),
  ]
  return (
    <ul className="simulator-counters" aria-label={words.counters}>
      {shown.map(({ name, count }) => (
        <li key={name}>
          <strong>{formatCount(count, locale)}</strong> {name}
        </li>
      ))}
    </ul>
  )
}

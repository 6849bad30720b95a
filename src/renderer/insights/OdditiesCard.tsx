import type { Insights } from '../../contract/insights.ts'
import { formatCount } from '../format/numbers.ts'
import { PanelCard } from '../kit/PanelCard.tsx'
import { useLocale, useWords } from '../words/useWords.ts'
import { GapList } from './GapList.tsx'
import { narrow } from './periods.ts'
import type { Reading } from './useInsights.ts'
import { useShowRows } from './useShowRows.ts'

type Oddity = keyof Insights['anomalies']

/** Which rows stand behind each; null where no query tells them from others. */
const terms: Record<Oddity, string | null> = {
  repeated: 'is:duplicate',
  changed: 'is:changed',
  redelivered: 'is:redelivered',
  reordered: 'is:reordered',
  gaps: null,
  undecoded: 'kind:unknown',
  unreported: 'is:unreported',
}

/** What came twice, late, changed, unreadable, or not at all for a while. */
export function OdditiesCard({ reading: { now, query } }: { reading: Reading }) {
  const { insights: words } = useWords()
  const locale = useLocale()
  const showRows = useShowRows()
  return (
    <PanelCard title={words.oddities}>
      <dl className="oddities">
        {(Object.keys(terms) as Oddity[]).map(name => {
          const count = now.anomalies[name]
          const term = terms[name]
          return (
            <div key={name}>
              <dt>
                {term === null || count === 0 ? (
                  words.oddity[name]
                ) : (
                  <button
                    type="button"
                    className="insights-link"
                    onClick={() => showRows(narrow(query, term))}
                  >
                    {words.oddity[name]}
                  </button>
                )}
                <span className="faint">{words.oddityHint[name]}</span>
              </dt>
              <dd className={count === 0 ? 'faint' : ''}>{formatCount(count, locale)}</dd>
            </div>
          )
        })}
      </dl>
      <GapList gaps={now.gaps} query={query} />
    </PanelCard>
  )
}

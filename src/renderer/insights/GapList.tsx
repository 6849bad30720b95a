import type { Instant } from '../../contract/brand.ts'
import type { ArrivalGap } from '../../contract/insights.ts'
import { formatDuration } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { formatTime } from '../format/times.ts'
import { quoteValue } from '../query/quoteValue.ts'
import { withRange } from '../query/setRange.ts'
import { useNow } from '../state/now.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { narrow } from './periods.ts'
import { ShareList } from './ShareList.tsx'
import { useShowRows } from './useShowRows.ts'

const fewGaps = 5
/** What is shown of the rows on either side, in milliseconds. */
const margin = 60_000

/** Where nothing came though it usually does; each leads to the rows on both its sides. */
export function GapList({ gaps, query }: { gaps: readonly ArrivalGap[]; query: string }) {
  const { insights: words } = useWords()
  const locale = useLocale()
  const now = useNow()
  const showRows = useShowRows()
  if (gaps.length === 0) return null
  const lengthOf = ({ from, to }: ArrivalGap) => (to ?? now) - from
  const longest = Math.max(...gaps.map(lengthOf))
  const time = (instant: Instant) => formatTime(instant, now, locale)
  return (
    <ShareList
      label={words.gapsOf}
      tone="neutral"
      lines={gaps.slice(0, fewGaps).map(gap => {
        const { account, source, from, to, usualMs } = gap
        const term = `account:${quoteValue(account)} source:${quoteValue(source)}`
        return {
          key: `${account} ${source} ${from}`,
          name: <span className="mono">{revealInline(source, 60)}</span>,
          detail: `${words.gap(time(from), to === null ? words.lasting : time(to))} · ${words.usually(formatDuration(usualMs, locale))}`,
          amount: formatDuration(lengthOf(gap), locale),
          share: lengthOf(gap) / longest,
          onOpen: () => showRows(withRange(narrow(query, term), from - margin, (to ?? now) + margin)),
        }
      })}
    />
  )
}

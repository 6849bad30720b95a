import { formatCount, formatShare } from '../format/numbers.ts'
import { PanelCard } from '../kit/PanelCard.tsx'
import { useLocale, useWords } from '../words/useWords.ts'
import { narrow } from './periods.ts'
import { ShareList } from './ShareList.tsx'
import type { Reading } from './useInsights.ts'
import { useShowRows } from './useShowRows.ts'

/** Long texts travel in parts; more parts are more that can fail. */
export function PartsCard({ reading: { now, query } }: { reading: Reading }) {
  const { insights: words } = useWords()
  const locale = useLocale()
  const showRows = useShowRows()
  const most = Math.max(1, ...now.parts.map(({ reports }) => reports))
  if (now.parts.length === 0) return null
  return (
    <PanelCard title={words.parts}>
      <ShareList
        label={words.parts}
        tone="neutral"
        lines={now.parts.map(({ parts, reports, failed }) => ({
          key: String(parts),
          name: parts === null ? words.noParts : words.partsOf(parts, formatCount(parts, locale)),
          detail: words.failedOf(formatShare(reports === 0 ? 0 : failed / reports, locale)),
          amount: formatCount(reports, locale),
          share: reports / most,
          onOpen: () =>
            showRows(narrow(query, `kind:report ${parts === null ? '-has:parts' : `parts:${parts}`}`)),
        }))}
      />
    </PanelCard>
  )
}

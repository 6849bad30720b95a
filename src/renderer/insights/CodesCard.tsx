import { useState } from 'react'
import { formatColumnShare, formatCount } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { useExplanation } from '../inspector/useExplanation.ts'
import { Button } from '../kit/Button.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { quoteValue } from '../query/quoteValue.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { narrow } from './periods.ts'
import { ShareList } from './ShareList.tsx'
import type { Reading } from './useInsights.ts'
import { useShowRows } from './useShowRows.ts'

const fewCodes = 10

/** Why sends failed, most frequent first, each code with what it means. */
export function CodesCard({ reading: { now, query } }: { reading: Reading }) {
  const { insights: words } = useWords()
  const locale = useLocale()
  const showRows = useShowRows()
  const [all, setAll] = useState(false)
  const shown = all ? now.codes : now.codes.slice(0, fewCodes)
  const most = now.codes[0]?.count ?? 1
  return (
    <PanelCard title={words.codes}>
      {now.codes.length === 0 ? (
        <p className="dim">{words.noFailures}</p>
      ) : (
        <ShareList
          label={words.codes}
          tone="bad"
          lines={shown.map(({ code, count, share }) => ({
            key: code ?? '',
            name: code === null ? words.noCode : <span className="mono">{revealInline(code, 60)}</span>,
            detail: code === null ? undefined : <Meaning code={code} />,
            amount: `${formatCount(count, locale)} · ${formatColumnShare(share, locale)}`,
            share: count / most,
            onOpen: () =>
              showRows(
                narrow(query, `status:failed ${code === null ? '-has:code' : `code:${quoteValue(code)}`}`),
              ),
          }))}
        />
      )}
      {now.codes.length > fewCodes && (
        <Button look="quiet" onClick={() => setAll(!all)}>
          {all ? words.fewer : words.allCodes(formatCount(now.codes.length, locale))}
        </Button>
      )}
    </PanelCard>
  )
}

/** The first thing a code is known to mean. */
function Meaning({ code }: { code: string }) {
  const spoken = useSpoken()
  const meaning = useExplanation(code, null)?.groups[0]?.meanings[0]?.meaning
  return meaning === undefined ? null : spoken(meaning)
}

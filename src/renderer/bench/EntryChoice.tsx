import type { CaptureEntries } from '../../contract/signature.ts'
import { formatCount } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { Select } from '../kit/Select.tsx'
import { useLocale, useWords } from '../words/useWords.ts'
import { useBench } from './benchStore.ts'

/** Which request of a file lies on the bench. */
export function EntryChoice({ among, onCheck }: { among: CaptureEntries; onCheck: () => void }) {
  const { bench: words } = useWords()
  const locale = useLocale()
  const { entries, chosen } = among
  return (
    <Select
      label={words.entryLabel(formatCount(entries.length, locale))}
      value={String(chosen)}
      options={[...entries.entries()].map(([place, { method, target, signed }]) => ({
        value: String(place),
        title: [
          `${place + 1} · ${method} ${revealInline(target, 80)}`,
          ...(signed ? [words.entrySigned] : []),
        ].join(' · '),
      }))}
      onChange={place => {
        const { source } = useBench.getState()
        if (source?.kind !== 'capture') return
        useBench.setState({ source: { ...source, entry: Number(place) } })
        onCheck()
      }}
    />
  )
}

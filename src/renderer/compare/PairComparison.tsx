import './Compare.css'
import { useId, useState } from 'react'
import { decodeBase64 } from '../format/base64.ts'
import { maskPhonesIn } from '../format/formatPhone.ts'
import { formatCount } from '../format/numbers.ts'
import { Segmented } from '../kit/Segmented.tsx'
import { usePreferences } from '../state/preferences.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { FieldTable, type NamedPair } from './FieldTable.tsx'
import { HexDiff } from './HexDiff.tsx'
import { LineDiff } from './LineDiff.tsx'

type Both<T> = readonly [left: T, right: T]
type Headers = readonly (readonly [name: string, value: string])[] | null

type Props = {
  names: Both<string>
  fields: readonly NamedPair[]
  headers: Both<Headers> | null
  /** Of the bodies, as people read them. */
  texts: Both<string>
  /** Base64 of the bodies. */
  raws: Both<string>
}

/** Two things that were received, beside each other: their fields, their headers, their bodies. */
export function PairComparison({ names, fields, headers, texts, raws }: Props) {
  const { compare: words } = useWords()
  const locale = useLocale()
  const title = useId()
  const [onlyDifferences, setOnlyDifferences] = useState(false)
  const differing = fields.filter(({ same }) => !same)
  return (
    <div className="compare-body">
      <section aria-labelledby={title}>
        <div className="compare-head">
          <h3 id={title}>{words.fields}</h3>
          <span className="dim">
            {differing.length === 0
              ? words.noDifferences
              : words.differences(differing.length, formatCount(differing.length, locale))}
          </span>
          <label className="compare-only">
            <input
              type="checkbox"
              checked={onlyDifferences}
              onChange={event => setOnlyDifferences(event.target.checked)}
            />
            {words.onlyDifferences}
          </label>
        </div>
        <FieldTable pairs={onlyDifferences ? differing : fields} names={names} />
      </section>
      {headers !== null && (
        <section aria-label={words.headers}>
          <h3>{words.headers}</h3>
          <LineDiff left={linesOf(headers[0])} right={linesOf(headers[1])} names={names} />
        </section>
      )}
      <Bodies texts={texts} raws={raws} names={names} />
    </div>
  )
}

const linesOf = (headers: Headers) => (headers ?? []).map(([name, value]) => `${name}: ${value}`).join('\n')

function Bodies({ texts, raws, names }: Pick<Props, 'texts' | 'raws' | 'names'>) {
  const { compare: words, inspector } = useWords()
  const masked = usePreferences(state => state.maskPhones)
  const [view, setView] = useState<'text' | 'bytes'>('text')
  const [left, right] = masked ? [maskPhonesIn(texts[0]), maskPhonesIn(texts[1])] : texts
  return (
    <section aria-label={inspector.body}>
      <div className="compare-head">
        <h3>{inspector.body}</h3>
        <Segmented
          label={words.view}
          value={view}
          options={[
            { value: 'text', title: words.text },
            { value: 'bytes', title: words.bytes },
          ]}
          onChange={setView}
        />
      </div>
      {view === 'text' ? (
        <LineDiff left={left} right={right} names={names} />
      ) : masked ? (
        <p className="dim">{words.masked}</p>
      ) : (
        <HexDiff left={decodeBase64(raws[0])} right={decodeBase64(raws[1])} names={names} />
      )}
    </section>
  )
}

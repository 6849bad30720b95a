import './Diff.css'
import { useMemo } from 'react'
import { linePieces } from '../bench/linePieces.ts'
import { formatCount } from '../format/numbers.ts'
import { ForeignText } from '../kit/ForeignText.tsx'
import { useLocale, useWords } from '../words/useWords.ts'
import { diffLines, type LinePair } from './diffLines.ts'

type Props = {
  left: string
  right: string
  names: readonly [left: string, right: string]
  /** One column for a narrow place: what was taken away above what came instead. */
  stacked?: boolean
}

/** Equal lines around a difference that are shown with it. */
const context = 3
/** Lines shown at most; bodies of more differences than that have little in common. */
const mostLines = 2_000
/** Characters of a line that are shown: one line can be all of a body. */
const mostCharacters = 4_000

/** Two texts line by line, what differs within a line marked. */
export function LineDiff({ left, right, names, stacked = false }: Props) {
  const { compare: words } = useWords()
  const parts = useMemo(() => foldEqual(diffLines(left, right)), [left, right])
  if (left === right) return <p className="dim">{words.sameText}</p>
  return (
    <table className={stacked ? 'diff diff-stacked mono' : 'diff mono'}>
      <thead>
        <tr>
          {names.map(name => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parts.slice(0, mostLines).map(part =>
          'folded' in part ? (
            <Folded key={`folded ${part.at}`} count={part.folded} />
          ) : (
            <tr key={`${part.left?.number} ${part.right?.number}`}>
              <Side side="left" pair={part} />
              <Side side="right" pair={part} />
            </tr>
          ),
        )}
      </tbody>
    </table>
  )
}

function Folded({ count }: { count: number }) {
  const { compare: words } = useWords()
  const locale = useLocale()
  return (
    <tr className="diff-folded">
      <td colSpan={2}>⋯ {words.hiddenSame(count, formatCount(count, locale))}</td>
    </tr>
  )
}

function Side({ side, pair }: { side: 'left' | 'right'; pair: LinePair }) {
  const { compare: words } = useWords()
  const line = pair[side]
  const other = pair[side === 'left' ? 'right' : 'left']
  if (line === null) {
    return (
      <td className="diff-absent">
        <span className="visually-hidden">{words.notThere}</span>
      </td>
    )
  }
  const text = line.text.slice(0, mostCharacters)
  return (
    <td className={pair.same ? 'diff-same' : `diff-${side}`}>
      <span className="diff-number" aria-hidden>
        {line.number}
      </span>
      <span className="diff-text">
        {!pair.same && <span className="visually-hidden">{words.differs}: </span>}
        {pair.same || other === null ? (
          <ForeignText text={text} />
        ) : (
          <Differing text={text} other={other.text.slice(0, mostCharacters)} />
        )}
      </span>
    </td>
  )
}

function Differing({ text, other }: { text: string; other: string }) {
  const { before, differing, after } = linePieces(text, other)
  return (
    <>
      <ForeignText text={before} />
      {differing !== '' && (
        <strong>
          <ForeignText text={differing} />
        </strong>
      )}
      <ForeignText text={after} />
    </>
  )
}

type Part = LinePair | { folded: number; at: number }

function foldEqual(pairs: readonly LinePair[]): Part[] {
  const near = new Uint8Array(pairs.length)
  for (const [place, { same }] of pairs.entries()) {
    if (!same) near.fill(1, Math.max(0, place - context), place + context + 1)
  }
  const parts: Part[] = []
  for (const [place, pair] of pairs.entries()) {
    const last = parts.at(-1)
    if (near[place] === 1) parts.push(pair)
    else if (last !== undefined && 'folded' in last) last.folded += 1
    else parts.push({ folded: 1, at: place })
  }
  return parts
}

import './Diff.css'
import { useMemo, useRef } from 'react'
import { formatBytes } from '../format/numbers.ts'
import { focusableGrid } from '../kit/focusableGrid.ts'
import { useFixedRows } from '../kit/useFixedRows.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { type BytePair, diffBytes } from './diffBytes.ts'

type Props = { left: Uint8Array; right: Uint8Array; names: readonly [left: string, right: string] }

const perLine = 8
const lineHeight = 20
const mostBytes = 262_144

/** Two runs of bytes side by side, each byte in the place of the one it stands for. */
export function HexDiff({ left, right, names }: Props) {
  const { compare: words } = useWords()
  const locale = useLocale()
  const scroller = useRef<HTMLTableElement>(null)
  const [first, second] = [left.subarray(0, mostBytes), right.subarray(0, mostBytes)]
  const pairs = useMemo(
    () => diffBytes(left.subarray(0, mostBytes), right.subarray(0, mostBytes)),
    [left, right],
  )
  const count = Math.ceil(pairs.length / perLine)
  const shown = useFixedRows({ scroller, count, rowHeight: lineHeight })
  const lines = Array.from(
    { length: Math.max(0, shown.last - shown.first + 1) },
    (_, place) => shown.first + place,
  )
  const isCut = left.length > mostBytes || right.length > mostBytes
  return (
    <>
      {isCut && <p className="raw-broken">{words.cut(formatBytes(mostBytes, locale))}</p>}
      <table
        ref={scroller}
        className="hex-diff mono"
        {...focusableGrid()}
        aria-label={words.bytes}
        aria-rowcount={count + 1}
      >
        <thead>
          <tr aria-rowindex={1}>
            {names.flatMap(name => [
              <th key={`${name} offset`} scope="col">
                {words.offset}
              </th>,
              <th key={name} scope="col">
                {name}
              </th>,
            ])}
          </tr>
        </thead>
        <tbody style={{ height: count * lineHeight, paddingTop: shown.first * lineHeight }}>
          {lines.map(line => {
            const part = pairs.slice(line * perLine, (line + 1) * perLine)
            return (
              <tr key={line} aria-rowindex={line + 2}>
                <HexSide side="left" bytes={first} pairs={part} />
                <HexSide side="right" bytes={second} pairs={part} />
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}

function HexSide({
  side,
  bytes,
  pairs,
}: {
  side: 'left' | 'right'
  bytes: Uint8Array
  pairs: readonly BytePair[]
}) {
  const start = pairs.find(pair => pair[side] !== null)?.[side]
  return (
    <>
      <td className="faint">{start == null ? '' : start.toString(16).padStart(6, '0')}</td>
      <td>
        {[...pairs.entries()].map(([place, pair]) => {
          const at = pair[side]
          const text = at === null ? '··' : (bytes[at] ?? 0).toString(16).padStart(2, '0')
          return (
            <span key={place} className={pair.same ? '' : at === null ? 'hex-absent' : `hex-${side}`}>
              {text}
            </span>
          )
        })}
      </td>
    </>
  )
}

import './HexView.css'
import { useEffect, useMemo, useRef, useState } from 'react'
import { cutMarked } from '../format/cutMarked.ts'
import { hexLine } from '../format/hexLine.ts'
import { markBytes } from '../format/markBytes.ts'
import { focusableGrid } from '../kit/focusableGrid.ts'
import { useTerms } from '../kit/terms.ts'
import { useFixedRows } from '../kit/useFixedRows.ts'
import { useWords } from '../words/useWords.ts'

const lineHeight = 20
/** Pixels that sixteen bytes beside their text need; narrower views show eight to a line. */
const wideView = 590

export function HexView({ bytes }: { bytes: Uint8Array }) {
  const words = useWords()
  const scroller = useRef<HTMLTableElement>(null)
  const [perLine, setPerLine] = useState(8)
  const count = Math.ceil(bytes.length / perLine)
  const terms = useTerms()
  const marks = useMemo(() => markBytes(bytes, terms), [bytes, terms])
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const resize = new ResizeObserver(() => setPerLine(element.clientWidth >= wideView ? 16 : 8))
    resize.observe(element)
    return () => resize.disconnect()
  }, [])
  const { first, last } = useFixedRows({ scroller, count, rowHeight: lineHeight })
  const lines = []
  for (let line = first; line <= last; line += 1) lines.push(hexLine(bytes, line, perLine, marks))
  return (
    <table
      ref={scroller}
      className={`hex-view hex-view-${perLine} mono`}
      {...focusableGrid()}
      aria-label={words.inspector.asHex}
      aria-rowcount={count}
    >
      <tbody style={{ height: count * lineHeight, paddingTop: first * lineHeight }}>
        {[...lines.entries()].map(([index, { offset, hex, text, marks }]) => (
          <tr key={offset} aria-rowindex={first + index + 1} className="hex-line">
            <td className="faint">{offset}</td>
            <td>{marks === null ? hex : <Pieces text={hex} marks={marks.hex} />}</td>
            <td className="dim">{marks === null ? text : <Pieces text={text} marks={marks.text} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Pieces({ text, marks }: { text: string; marks: Uint8Array }) {
  let at = 0
  return cutMarked(text, marks).map(piece => {
    const key = at
    at += piece.text.length
    return piece.marked ? <mark key={key}>{piece.text}</mark> : <span key={key}>{piece.text}</span>
  })
}

import './HexView.css'
import { useRef } from 'react'
import { bytesPerLine, hexLine } from '../format/hexLine.ts'
import { focusableGrid } from '../kit/focusableGrid.ts'
import { useFixedRows } from '../kit/useFixedRows.ts'
import { useWords } from '../words/useWords.ts'

const lineHeight = 20

export function HexView({ bytes }: { bytes: Uint8Array }) {
  const words = useWords()
  const scroller = useRef<HTMLTableElement>(null)
  const count = Math.ceil(bytes.length / bytesPerLine)
  const { first, last } = useFixedRows({ scroller, count, rowHeight: lineHeight })
  const lines = []
  for (let line = first; line <= last; line += 1) lines.push(hexLine(bytes, line))
  return (
    <table
      ref={scroller}
      className="hex-view mono"
      {...focusableGrid()}
      aria-label={words.inspector.asHex}
      aria-rowcount={count}
    >
      <tbody style={{ height: count * lineHeight, paddingTop: first * lineHeight }}>
        {[...lines.entries()].map(([index, { offset, hex, text }]) => (
          <tr key={offset} aria-rowindex={first + index + 1} className="hex-line">
            <td className="faint">{offset}</td>
            <td>{hex}</td>
            <td className="dim">{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

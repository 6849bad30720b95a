import './HexView.css'
import { useEffect, useRef, useState } from 'react'
import { hexLine } from '../format/hexLine.ts'
import { focusableGrid } from '../kit/focusableGrid.ts'
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
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const resize = new ResizeObserver(() => setPerLine(element.clientWidth >= wideView ? 16 : 8))
    resize.observe(element)
    return () => resize.disconnect()
  }, [])
  const { first, last } = useFixedRows({ scroller, count, rowHeight: lineHeight })
  const lines = []
  for (let line = first; line <= last; line += 1) lines.push(hexLine(bytes, line, perLine))
  return (
    <table
      ref={scroller}
      className={`hex-view hex-view-${perLine} mono`}
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

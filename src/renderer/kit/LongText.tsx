import './LongText.css'
import { useState } from 'react'
import { formatCount } from '../format/numbers.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { Button } from './Button.tsx'
import { ForeignText } from './ForeignText.tsx'

const step = 20_000

/** Text of any length: a bounded piece of it, more on demand, wrapped wherever it must. */
export function LongText({ text }: { text: string }) {
  const words = useWords()
  const locale = useLocale()
  const [shown, setShown] = useState(step)
  const pieces: { from: number; text: string }[] = []
  for (let from = 0; from < Math.min(shown, text.length); from += step) {
    pieces.push({ from, text: text.slice(from, from + step) })
  }
  return (
    <div className="long-text">
      <pre className="mono">
        {pieces.map(piece => (
          <ForeignText key={piece.from} text={piece.text} multiline />
        ))}
      </pre>
      {shown < text.length && (
        <Button onClick={() => setShown(shown + step)}>
          {words.inspector.showMore(formatCount(text.length - shown, locale))}
        </Button>
      )}
    </div>
  )
}

import './Copyable.css'
import { Check, Copy } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useWords } from '../words/useWords.ts'

/** A value with a button that copies it; the button says for a moment that it did. */
export function Copyable({ text, name, children }: { text: string; name: string; children: ReactNode }) {
  const words = useWords()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1_500)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <span className="copyable">
      <span className="copyable-value">{children}</span>
      <button
        type="button"
        className="copyable-button"
        aria-label={copied ? words.kit.copied : words.kit.copyNamed(name)}
        onClick={() => {
          navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }}
      >
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      </button>
    </span>
  )
}

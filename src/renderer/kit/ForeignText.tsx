import './ForeignText.css'
import { Fragment } from 'react'
import { revealControls } from '../format/revealControls.ts'

/** Text from outside in full: characters that would act are shown instead, and it can't reorder what is beside it. */
export function ForeignText({ text, multiline = false }: { text: string; multiline?: boolean }) {
  let at = 0
  return (
    <span className="foreign">
      {revealControls(text, multiline ? '\n\t' : '').map(piece => {
        const key = at
        at += piece.text.length
        if (piece.kind === 'plain') return <Fragment key={key}>{piece.text}</Fragment>
        const code = `U+${piece.codePoint.toString(16).toUpperCase().padStart(4, '0')}`
        return (
          <span key={key} className="control" title={code}>
            {piece.text}
          </span>
        )
      })}
    </span>
  )
}

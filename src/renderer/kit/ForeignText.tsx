import './ForeignText.css'
import { Fragment } from 'react'
import { revealControls } from '../format/revealControls.ts'
import { Marked } from './Marked.tsx'
import { useTerms } from './terms.ts'

type Props = {
  text: string
  multiline?: boolean
  /** A character that formatting put in, which terms run across. */
  gap?: string
}

/** Text from outside in full: characters that would act are shown instead, and it can't reorder what is beside it. */
export function ForeignText({ text, multiline = false, gap = '' }: Props) {
  const terms = useTerms()
  let at = 0
  return (
    <span className="foreign">
      {revealControls(text, multiline ? '\n\t' : '').map(piece => {
        const key = at
        at += piece.text.length
        if (piece.kind === 'plain') {
          return (
            <Fragment key={key}>
              <Marked text={piece.text} terms={terms} gap={gap} />
            </Fragment>
          )
        }
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

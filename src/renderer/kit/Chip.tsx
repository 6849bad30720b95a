import './Chip.css'
import type { ReactNode } from 'react'

export type Tone = 'neutral' | 'ok' | 'bad' | 'wait' | 'inbound' | 'accent'

export function Chip({
  tone = 'neutral',
  title,
  children,
}: {
  tone?: Tone
  title?: string
  children: ReactNode
}) {
  return (
    <span className={`chip chip-${tone}`} title={title}>
      {children}
    </span>
  )
}

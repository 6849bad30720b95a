import './Pill.css'
import type { ComponentProps } from 'react'
import type { Tone } from '../kit/Chip.tsx'

type Props = ComponentProps<'button'> & { tone: Tone }

export function Pill({ tone, children, ...rest }: Props) {
  return (
    <button type="button" className={`pill pill-${tone}`} {...rest}>
      {children}
    </button>
  )
}

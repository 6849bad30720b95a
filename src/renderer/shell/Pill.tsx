import './Pill.css'
import type { ComponentProps, ReactNode } from 'react'
import type { Tone } from '../kit/Chip.tsx'

type Props = ComponentProps<'button'> & { tone: Tone; icon: ReactNode }

/** State at a glance: a dot by colour and shape, and its word; a narrow window shows the icon in the word's place. */
export function Pill({ tone, icon, children, ...rest }: Props) {
  return (
    <button type="button" className={`pill pill-${tone}`} {...rest}>
      {icon}
      <span>{children}</span>
    </button>
  )
}

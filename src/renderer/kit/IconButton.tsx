import './Button.css'
import type { ComponentProps, ReactNode } from 'react'
import { Tooltip } from './Tooltip.tsx'

type Props = Omit<ComponentProps<'button'>, 'children'> & { label: string; icon: ReactNode; keys?: string[] }

/** A button without room for its word: the word is its accessible name and its tooltip. */
export function IconButton({ label, icon, keys, className = '', ...rest }: Props) {
  return (
    <Tooltip text={label} {...(keys === undefined ? {} : { keys })}>
      <button type="button" className={`icon-button ${className}`} aria-label={label} {...rest}>
        {icon}
      </button>
    </Tooltip>
  )
}

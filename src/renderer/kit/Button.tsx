import './Button.css'
import type { ComponentProps, MouseEvent, ReactNode } from 'react'

type Look = 'plain' | 'main' | 'quiet' | 'danger'

type Props = Omit<ComponentProps<'button'>, 'children'> & {
  look?: Look
  icon?: ReactNode
  /** Takes no click for now. Unlike one that is disabled, it keeps the keyboard. */
  busy?: boolean
  children: ReactNode
}

const refuse = { 'aria-disabled': true, onClick: (event: MouseEvent) => event.preventDefault() } as const

export function Button({ look = 'plain', icon, busy = false, children, className = '', ...rest }: Props) {
  return (
    <button
      type="button"
      className={`button button-${look} ${className}`}
      {...rest}
      {...(busy ? refuse : {})}
    >
      {icon}
      {children}
    </button>
  )
}

import './Button.css'
import type { ComponentProps, ReactNode } from 'react'

type Look = 'plain' | 'main' | 'quiet' | 'danger'

type Props = Omit<ComponentProps<'button'>, 'children'> & {
  look?: Look
  icon?: ReactNode
  children: ReactNode
}

export function Button({ look = 'plain', icon, children, className = '', ...rest }: Props) {
  return (
    <button type="button" className={`button button-${look} ${className}`} {...rest}>
      {icon}
      {children}
    </button>
  )
}

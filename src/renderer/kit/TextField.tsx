import './TextField.css'
import type { ComponentProps } from 'react'
import { Labelled } from './Labelled.tsx'

type Props = Omit<ComponentProps<'input'>, 'id'> & { label: string; hint?: string }

export const TextField = ({ label, hint, className = '', ...rest }: Props) => (
  <Labelled label={label} hint={hint}>
    {given => (
      <input
        {...given}
        className={`text-field ${className}`}
        autoComplete="off"
        spellCheck={false}
        {...rest}
      />
    )}
  </Labelled>
)

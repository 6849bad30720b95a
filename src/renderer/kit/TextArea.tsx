import './TextField.css'
import './TextArea.css'
import type { ComponentProps } from 'react'
import { Labelled } from './Labelled.tsx'

type Props = Omit<ComponentProps<'textarea'>, 'id'> & { label: string; hint?: string }

/** Text of many lines, in the face that bytes are shown in. */
export const TextArea = ({ label, hint, className = '', ...rest }: Props) => (
  <Labelled label={label} hint={hint}>
    {given => (
      <textarea
        {...given}
        className={`text-field text-area mono ${className}`}
        autoComplete="off"
        spellCheck={false}
        {...rest}
      />
    )}
  </Labelled>
)

import './TextField.css'
import { type ComponentProps, useId } from 'react'

type Props = Omit<ComponentProps<'input'>, 'id'> & { label: string; hint?: string }

export function TextField({ label, hint, className = '', ...rest }: Props) {
  const id = useId()
  return (
    <div className="labelled">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={`text-field ${className}`}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        autoComplete="off"
        spellCheck={false}
        {...rest}
      />
      {hint !== undefined && (
        <span id={`${id}-hint`} className="faint">
          {hint}
        </span>
      )}
    </div>
  )
}

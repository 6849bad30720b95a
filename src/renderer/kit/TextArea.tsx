import './TextField.css'
import './TextArea.css'
import { type ComponentProps, useId } from 'react'

type Props = Omit<ComponentProps<'textarea'>, 'id'> & { label: string; hint?: string }

/** Text of many lines, in the face that bytes are shown in. */
export function TextArea({ label, hint, className = '', ...rest }: Props) {
  const id = useId()
  return (
    <div className="labelled">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className={`text-field text-area mono ${className}`}
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

import { type ReactNode, useId } from 'react'

type Given = { id: string; 'aria-describedby': string | undefined }
type Props = { label: string; hint: string | undefined; children: (given: Given) => ReactNode }

/** A field under its label, and the hint that describes it. */
export function Labelled({ label, hint, children }: Props) {
  const id = useId()
  const hintId = `${id}-hint`
  return (
    <div className="labelled">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': hint === undefined ? undefined : hintId })}
      {hint !== undefined && (
        <span id={hintId} className="faint">
          {hint}
        </span>
      )}
    </div>
  )
}

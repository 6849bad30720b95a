import './TextField.css'
import './NumberField.css'
import { useId, useState } from 'react'
import { useWords } from '../words/useWords.ts'

type Props = {
  label: string
  /** False where the label stands in sight already: it is then the field's name alone. */
  labelShown?: boolean
  unit?: string
  value: number
  min: number
  max: number
  step?: number
  onChange: (value: number) => void
}

/** A number within its range. It counts once it is whole: on Enter, on leaving the field, or by the arrows. */
export function NumberField({ label, labelShown = true, unit, value, min, max, step = 1, onChange }: Props) {
  const { kit } = useWords()
  const id = useId()
  const [text, setText] = useState<string | null>(null)
  const typed = text === null ? value : Number(text)
  const isWrong = text?.trim() === '' || !(typed >= min && typed <= max)
  const commit = () => {
    if (text === null || isWrong) return
    setText(null)
    if (typed !== value) onChange(typed)
  }
  return (
    <div className="labelled">
      <label htmlFor={id} className={labelShown ? '' : 'visually-hidden'}>
        {label}
      </label>
      <span className="number-field">
        <input
          id={id}
          type="number"
          className="text-field"
          min={min}
          max={max}
          step={step}
          value={text ?? value}
          aria-invalid={isWrong}
          aria-describedby={`${id}-range`}
          onChange={event => setText(event.target.value)}
          onBlur={commit}
          onKeyDown={event => {
            if (event.key === 'Enter') commit()
            if (event.key === 'Escape') setText(null)
          }}
        />
        {unit !== undefined && <span className="faint">{unit}</span>}
      </span>
      <span id={`${id}-range`} className={isWrong ? 'number-field-problem' : 'visually-hidden'}>
        {kit.range(String(min), String(max))}
      </span>
    </div>
  )
}

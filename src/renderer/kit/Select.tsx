import './TextField.css'
import './Select.css'
import { useId } from 'react'

type Props<Value extends string> = {
  label: string
  /** False where the label stands in sight already. */
  labelShown?: boolean
  value: Value
  options: readonly { value: Value; title: string }[]
  onChange: (value: Value) => void
}

/** One of many: the platform's own list. */
export function Select<Value extends string>({
  label,
  labelShown = true,
  value,
  options,
  onChange,
}: Props<Value>) {
  const id = useId()
  return (
    <div className="labelled">
      <label htmlFor={id} className={labelShown ? '' : 'visually-hidden'}>
        {label}
      </label>
      <select
        id={id}
        className="text-field select"
        value={value}
        onChange={event => {
          const chosen = options.find(option => option.value === event.target.value)
          if (chosen !== undefined) onChange(chosen.value)
        }}
      >
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </select>
    </div>
  )
}

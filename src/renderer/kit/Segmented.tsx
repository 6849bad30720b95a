import './Segmented.css'
import { useId } from 'react'

type Props<Value extends string> = {
  label: string
  options: { value: Value; title: string }[]
  value: Value
  onChange: (value: Value) => void
}

/** One of a few, all of them in sight: native radio buttons in one frame. */
export function Segmented<Value extends string>({ label, options, value, onChange }: Props<Value>) {
  const name = useId()
  return (
    <fieldset className="segmented">
      <legend className="visually-hidden">{label}</legend>
      {options.map(option => (
        <label key={option.value} className="segment">
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.title}</span>
        </label>
      ))}
    </fieldset>
  )
}

import './NumberField.css'
import { useState } from 'react'
import { NumberField } from './NumberField.tsx'

type Props = { label: string; value: number; onChange: (share: number) => void }

/** A probability, shown in per cent: by feel with the slider, exactly with the number. */
export function ShareField({ label, value, onChange }: Props) {
  const [dragged, setDragged] = useState<number | null>(null)
  const shown = dragged ?? percentOf(value)
  const settle = () => {
    if (dragged === null) return
    setDragged(null)
    onChange(dragged / 100)
  }
  return (
    <span className="share-field">
      <input
        type="range"
        aria-label={label}
        aria-valuetext={`${shown} %`}
        min={0}
        max={100}
        value={shown}
        onChange={event => setDragged(event.target.valueAsNumber)}
        onPointerUp={settle}
        onKeyUp={settle}
        onBlur={settle}
      />
      <NumberField
        label={`${label}, %`}
        labelShown={false}
        unit="%"
        value={shown}
        min={0}
        max={100}
        step={0.1}
        onChange={percent => onChange(percent / 100)}
      />
    </span>
  )
}

/** To the thousandth, so that 0.07 doesn't become 7.000000000000001. */
const percentOf = (share: number) => Math.round(share * 100_000) / 1000

import './Splitter.css'
import type { PointerEvent as ReactPointerEvent } from 'react'

type Props = { label: string; width: number; onChange: (width: number) => void }

const leastInspector = 300
const mostInspector = 1_200

/** The left edge of what stands right of it: a slider by its nature, so that arrow keys and screen readers know it. */
export function Splitter({ label, width, onChange }: Props) {
  function startDragging(event: ReactPointerEvent<HTMLElement>) {
    event.preventDefault()
    const handle = event.currentTarget
    const from = event.clientX
    handle.setPointerCapture(event.pointerId)
    const move = (moved: PointerEvent) => {
      const wanted = Math.round(width + from - moved.clientX)
      onChange(Math.min(mostInspector, Math.max(leastInspector, wanted)))
    }
    handle.addEventListener('pointermove', move)
    const stop = () => handle.removeEventListener('pointermove', move)
    handle.addEventListener('lostpointercapture', stop, { once: true })
  }
  return (
    <div className="splitter">
      <input
        type="range"
        dir="rtl"
        aria-label={label}
        min={leastInspector}
        max={mostInspector}
        step={20}
        value={width}
        onChange={event => onChange(event.target.valueAsNumber)}
        onPointerDown={startDragging}
      />
    </div>
  )
}

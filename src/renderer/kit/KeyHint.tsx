import './KeyHint.css'
import { chordParts } from '../actions/chord.ts'

/** One chord as keys to press, spelled the platform's way. */
export function KeyHint({ chord }: { chord: string }) {
  return (
    <span className="key-hint">
      {chordParts(chord).map(part => (
        <kbd key={part}>{part}</kbd>
      ))}
    </span>
  )
}

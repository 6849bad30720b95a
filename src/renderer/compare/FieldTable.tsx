import { maskPhonesIn } from '../format/formatPhone.ts'
import { ForeignText } from '../kit/ForeignText.tsx'
import { usePreferences } from '../state/preferences.ts'
import { useWords } from '../words/useWords.ts'

/** One field of two things by its name; null where a side has none. */
export type NamedPair = {
  key: string
  name: string
  left: string | null
  right: string | null
  same: boolean
}

const shownLength = 600

export function FieldTable({
  pairs,
  names,
}: {
  pairs: readonly NamedPair[]
  names: readonly [string, string]
}) {
  const { compare: words } = useWords()
  return (
    <table className="compare-fields">
      <thead>
        <tr>
          <th scope="col">{words.field}</th>
          {names.map(name => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {pairs.map(({ key, name, left, right, same }) => (
          <tr key={key} className={same ? '' : 'compare-differs'}>
            <th scope="row">
              {name}
              {!same && <span className="visually-hidden">, {words.differs}</span>}
            </th>
            <Value text={left} />
            <Value text={right} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Value({ text }: { text: string | null }) {
  const { compare: words } = useWords()
  const masked = usePreferences(state => state.maskPhones)
  if (text === null) return <td className="faint">{words.notThere}</td>
  const shown = masked ? maskPhonesIn(text) : text
  return (
    <td className="mono">
      <ForeignText text={shown.length > shownLength ? `${shown.slice(0, shownLength)}…` : shown} />
    </td>
  )
}

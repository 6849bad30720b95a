import type { ReactNode } from 'react'
import { Copyable } from '../kit/Copyable.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'

export type Field = { name: string; text: string; shown?: ReactNode; mono?: boolean }

/** Characters of a value that are shown; the whole of it can be copied and stands in the body. */
const shownLength = 600

/** Names and values; every value can be copied as it is, not as it is shown. */
export function Fields({ fields }: { fields: Field[] }) {
  return (
    <dl className="fields">
      {fields.map(({ name, text, shown, mono = false }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={mono ? 'mono' : ''}>
            <Copyable text={text} name={name}>
              {shown ?? (
                <ForeignText text={text.length > shownLength ? `${text.slice(0, shownLength)}…` : text} />
              )}
            </Copyable>
          </dd>
        </div>
      ))}
    </dl>
  )
}

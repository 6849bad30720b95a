import type { ReactNode } from 'react'
import { Copyable } from '../kit/Copyable.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'

export type Field = { name: string; text: string; shown?: ReactNode; mono?: boolean }

/** Names and values; every value can be copied as it is, not as it is shown. */
export function Fields({ fields }: { fields: Field[] }) {
  return (
    <dl className="fields">
      {fields.map(({ name, text, shown, mono = false }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={mono ? 'mono' : ''}>
            <Copyable text={text} name={name}>
              {shown ?? <ForeignText text={text} />}
            </Copyable>
          </dd>
        </div>
      ))}
    </dl>
  )
}

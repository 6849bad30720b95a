import type { ReactNode } from 'react'

export type ShareLine = {
  key: string
  name: ReactNode
  detail?: ReactNode
  amount: string
  /** Of the longest bar, 0 to 1. */
  share: number
  onOpen: () => void
}

type Props = { label: string; lines: readonly ShareLine[]; tone: 'bad' | 'neutral' }

/** Amounts as bars beside their names; each is a button to its rows. */
export function ShareList({ label, lines, tone }: Props) {
  return (
    <ul className="share-list" aria-label={label}>
      {lines.map(({ key, name, detail, amount, share, onOpen }) => (
        <li key={key}>
          <button type="button" className="share-line" onClick={onOpen}>
            <span className="share-line-name">{name}</span>
            <span className="share-line-amount">{amount}</span>
            <span className="share-line-bar" aria-hidden>
              <span className={`share-bar-${tone}`} style={{ width: `${Math.max(0.5, share * 100)}%` }} />
            </span>
            {detail !== undefined && <span className="share-line-detail dim">{detail}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}

import type { ReceiptDetail, ReceiptRow } from '../../contract/receipt.ts'
import { formatInstant } from '../format/times.ts'
import { ForeignText } from '../kit/ForeignText.tsx'
import { StatusMark } from '../kit/StatusMark.tsx'
import { useServices } from '../state/services.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { useRelated } from './useRelated.ts'
import { versionsOf } from './versionsOf.ts'

/** Where sources disagree about a text, what each of them said and when. */
export function VersionsCard({ detail }: { detail: ReceiptDetail }) {
  const { reconcile: words, inspector } = useWords()
  const { receipts } = useServices()
  const versions = versionsOf(useRelated(detail), detail.id)
  if (versions.length < 2) return null
  return (
    <section className="card versions">
      <h3>{words.versions}</h3>
      <p>{words.versionsHint}</p>
      <ul>
        {versions.map(row => (
          <li key={row.id}>
            <StatusMark row={row} />
            <span className="mono">{row.errCode !== null && <ForeignText text={row.errCode} />}</span>
            <Said row={row} />
            {row.id === detail.id ? (
              <span className="faint">{words.thisRow}</span>
            ) : (
              <button type="button" className="versions-open" onClick={() => receipts.select(row)}>
                {inspector.openRow}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Said({ row }: { row: ReceiptRow }) {
  const { reconcile: words } = useWords()
  const locale = useLocale()
  return (
    <span className="dim">
      {words.saidBy[row.via]}, {formatInstant(row.reportTime ?? row.receivedAt, locale)}
    </span>
  )
}

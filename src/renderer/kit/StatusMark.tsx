import './StatusMark.css'
import { Bell, Check, CircleHelp, Clock, CornerUpLeft, X } from 'lucide-react'
import type { ReceiptRow } from '../../contract/receipt.ts'
import { useWords } from '../words/useWords.ts'

const icons = {
  delivered: Check,
  failed: X,
  pending: Clock,
  inbound: CornerUpLeft,
  unknown: CircleHelp,
  notice: Bell,
}

/** A topic's notification has no status of delivery: it is what it is. */
export const shownStatus = ({ status, kind }: Pick<ReceiptRow, 'status' | 'kind'>) =>
  kind === 'push' && status === 'unknown' ? 'notice' : status

/** A status by shape, word and colour: any one of the three is enough to read it. */
export function StatusMark({ row }: { row: Pick<ReceiptRow, 'status' | 'kind'> }) {
  const words = useWords()
  const shown = shownStatus(row)
  const Icon = icons[shown]
  return (
    <span className={`status-mark status-${shown}`}>
      <Icon aria-hidden />
      {words.status[shown]}
    </span>
  )
}

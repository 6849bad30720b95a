import './StatusMark.css'
import { Check, CircleHelp, Clock, CornerUpLeft, X } from 'lucide-react'
import type { ReceiptStatus } from '../../contract/receipt.ts'
import { useWords } from '../words/useWords.ts'

const icons = { delivered: Check, failed: X, pending: Clock, inbound: CornerUpLeft, unknown: CircleHelp }

/** A status by shape, word and colour: any one of the three is enough to read it. */
export function StatusMark({ status }: { status: ReceiptStatus }) {
  const words = useWords()
  const Icon = icons[status]
  return (
    <span className={`status-mark status-${status}`}>
      <Icon aria-hidden />
      {words.status[status]}
    </span>
  )
}

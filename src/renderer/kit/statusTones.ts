import type { ReceiptStatus } from '../../contract/receipt.ts'
import type { Tone } from './Chip.tsx'

export const statusTones: Record<ReceiptStatus, Tone> = {
  delivered: 'ok',
  failed: 'bad',
  pending: 'wait',
  inbound: 'inbound',
  unknown: 'neutral',
}

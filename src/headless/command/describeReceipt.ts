import { styleText } from 'node:util'
import type { ReceiptRow, ReceiptStatus, SignatureSummary } from '../../contract/receipt.ts'
import { plain } from './plain.ts'

type Colour = 'green' | 'red' | 'yellow' | 'cyan' | 'gray'

const colours: Record<ReceiptStatus, Colour> = {
  delivered: 'green',
  failed: 'red',
  pending: 'yellow',
  inbound: 'cyan',
  unknown: 'gray',
}
const verdictColours: Record<SignatureSummary['verdict'], Colour> = {
  valid: 'green',
  invalid: 'red',
  undecided: 'yellow',
}

/** One line for people; coloured where the stream is a terminal and NO_COLOR does not forbid it. */
export function describeReceipt(row: ReceiptRow, stream: NodeJS.WritableStream): string {
  const time = new Date(row.receivedAt).toTimeString().slice(0, 8)
  const [word, colour] = stateOf(row)
  const status = styleText(colour, word.padEnd(9), { stream })
  const latency = row.latencyMs === null ? '' : `${(row.latencyMs / 1000).toFixed(1)} s`
  const columns = [(row.phone ?? '').padEnd(14), (row.errCode ?? '').padEnd(12), latency.padStart(8)]
  const received = [...columns, row.outId ?? '', row.content ?? ''].map(plain).join('  ')
  return `${time}  ${status}  ${received.trimEnd()}`
}

/** A push that tells of no delivery has no status; what its signature is worth says more than "unknown", which reads like a failure. */
function stateOf({ kind, status, signature }: ReceiptRow): [word: string, colour: Colour] {
  if (kind !== 'push' || status !== 'unknown') return [status, colours[status]]
  if (signature === null) return ['notice', 'gray']
  return [signature.verdict, verdictColours[signature.verdict]]
}

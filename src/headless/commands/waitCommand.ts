import { toExportedReceipt } from '../../contract/exportedReceipt.ts'
import type { ReceiptRow } from '../../contract/receipt.ts'
import { parseDuration } from '../api/readParameters.ts'
import { newestOf } from '../api/waitForReceipt.ts'
import { type Command, type Given, UsageError } from '../command/command.ts'
import { connectToInstance } from '../command/instance.ts'
import { urlOption } from '../command/instanceAddress.ts'
import { queryOption } from '../command/queryOption.ts'
import { type Io, print } from '../io.ts'

export const waitCommand: Command = {
  name: 'wait',
  summary: 'Wait until a running instance has a receipt that matches',
  operands: null,
  options: {
    url: urlOption,
    query: { ...queryOption, about: 'What to wait for, in the language of the query field.' },
    timeout: { value: 'TIME', about: 'How long: 500ms, 30s, 2m.', fallback: '30s' },
  },
  notes: [
    'Exit 0 and the newest receipt that matches, as JSON, at once where there is one; 1 when the time is up.',
  ],
  examples: [
    "receiptscope wait --url 'http://127.0.0.1:8765/?token=…' --query 'phone:13800000000' --timeout 30s",
  ],
  run: wait,
}

async function wait(given: Given, io: Io): Promise<number> {
  const query = given.text('query')
  if (query === null) throw new UsageError('--query is expected: what to wait for')
  const timeout = readTimeout(given)
  const client = await connectToInstance(given, io)
  try {
    const row = await new Promise<ReceiptRow | null>((resolve, reject) => {
      const timer = setTimeout(() => resolve(null), timeout)
      timer.unref()
      io.stop.addEventListener('abort', () => resolve(null), { once: true })
      client.open('receipts.feed', {
        input: item => ({ query, after: item && { store: item.store, rev: item.rev } }),
        onItem({ rows }) {
          const newest = newestOf(rows)
          if (newest !== null) resolve(newest)
        },
        onError: reject,
      })
    })
    if (row !== null) {
      const receipt = toExportedReceipt(await client.call('receipts.get', { id: row.id }))
      await print(io.stdout, `${JSON.stringify(receipt)}\n`)
      return 0
    }
  } finally {
    client.close()
  }
  const reason = io.stop.aborted ? 'it was interrupted' : `no receipt matched within ${timeout / 1000} s`
  await print(io.stderr, `receiptscope wait: ${reason}\n`)
  return 1
}

function readTimeout(given: Given): number {
  const text = given.text('timeout') ?? ''
  const milliseconds = parseDuration(text)
  // Node's timers count in 32 bits.
  if (milliseconds !== null && milliseconds <= 86_400_000) return milliseconds
  throw new UsageError(`--timeout expects a duration like 500ms, 30s or 2m, not ${JSON.stringify(text)}`)
}

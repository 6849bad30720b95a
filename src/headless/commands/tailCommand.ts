import { ApiError } from '../../contract/apiError.ts'
import type { ReceiptId, Seq } from '../../contract/brand.ts'
import { type ExportedReceipt, toExportedReceipt } from '../../contract/exportedReceipt.ts'
import type { FeedItem, ReceiptRow } from '../../contract/receipt.ts'
import type { Client } from '../../contract/rpc/createClient.ts'
import { type Command, type Given, UsageError } from '../command/command.ts'
import { describeReceipt } from '../command/describeReceipt.ts'
import { connectToInstance } from '../command/instance.ts'
import { urlOption } from '../command/instanceAddress.ts'
import { queryOption } from '../command/queryOption.ts'
import { type Io, print } from '../io.ts'

export const tailCommand: Command = {
  name: 'tail',
  summary: 'Show receipts as a running instance gets them',
  operands: null,
  options: {
    url: urlOption,
    query: queryOption,
    last: { value: 'N', about: 'Begin with so many of the newest ones, up to 200.', fallback: '10' },
    json: { about: 'One JSON object a line, complete, instead of text.' },
  },
  notes: [
    'It follows until Ctrl-C or until nobody reads its output, through restarts of the instance too, and shows each receipt once.',
  ],
  examples: ["receiptscope tail --url 'http://127.0.0.1:8765/?token=…' --query 'status:failed'"],
  run: tail,
}

async function tail(given: Given, io: Io): Promise<number> {
  const last = readLast(given)
  const query = given.text('query') ?? ''
  const asJson = given.isSet('json')
  const client = await connectToInstance(given, io)
  let newest = 0 as Seq
  let store: string | null = null

  const unseen = (item: FeedItem): ReceiptRow[] => {
    if (item.store !== store) newest = 0 as Seq
    const isBeginning = item.store !== store
    store = item.store
    const rows = item.rows.filter(({ seq }) => seq > newest).sort((a, b) => a.seq - b.seq)
    newest = rows.at(-1)?.seq ?? newest
    return isBeginning ? rows.slice(Math.max(0, rows.length - last)) : rows
  }
  try {
    await new Promise<void>((resolve, reject) => {
      io.stop.addEventListener('abort', () => resolve(), { once: true })
      client.open('receipts.feed', {
        input: item => ({ query, after: item && { store: item.store, rev: item.rev } }),
        async onItem(item) {
          const lines = await Promise.all(unseen(item).map(row => show(row, asJson, client, io)))
          if (lines.length === 0) return
          if (!(await print(io.stdout, lines.join('')))) resolve()
        },
        onError: reject,
        onEnd: resolve,
      })
    })
  } finally {
    client.close()
  }
  return 0
}

async function show(row: ReceiptRow, asJson: boolean, client: Client, { stdout }: Io): Promise<string> {
  if (!asJson) return `${describeReceipt(row, stdout)}\n`
  const receipt = await readReceipt(client, row.id)
  return receipt === null ? '' : `${JSON.stringify(receipt)}\n`
}

/** Null where it was removed meanwhile; a lost connection is waited for. */
async function readReceipt(client: Client, id: ReceiptId): Promise<ExportedReceipt | null> {
  for (;;) {
    await untilOpen(client)
    try {
      return toExportedReceipt(await client.call('receipts.get', { id }))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'not-found' || client.connection.get().kind === 'closed') return null
      if (error.code !== 'closed') throw error
    }
  }
}

function untilOpen({ connection }: Client): Promise<void> {
  return new Promise(resolve => {
    const look = () => {
      const { kind } = connection.get()
      if (kind !== 'open' && kind !== 'closed') return
      unsubscribe()
      resolve()
    }
    const unsubscribe = connection.subscribe(look)
    look()
  })
}

function readLast(given: Given): number {
  const text = given.text('last') ?? ''
  if (/^\d{1,3}$/.test(text) && Number(text) <= 200) return Number(text)
  throw new UsageError(`--last expects a number from 0 to 200, not ${JSON.stringify(text)}`)
}

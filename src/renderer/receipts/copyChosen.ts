import type { Seq } from '../../contract/brand.ts'
import type { ReceiptDetail, ReceiptRow } from '../../contract/receipt.ts'
import type { Client } from '../../contract/rpc/createClient.ts'
import type { Which } from '../../contract/which.ts'
import { maskPhone, maskPhonesIn } from '../format/formatPhone.ts'
import { toCurl } from '../inspector/toCurl.ts'

export const copyForms = ['phones', 'ids', 'json', 'curl'] as const
export type CopyForm = (typeof copyForms)[number]

/** Rows copied at most; cURL commands hold whole bodies, so fewer of them. */
const mostCopied: Record<CopyForm, number> = { phones: 10_000, ids: 10_000, json: 2_000, curl: 200 }
const pageRows = 1_000

type Options = {
  client: Pick<Client, 'call'>
  which: Which
  form: CopyForm
  masked: boolean
  endpointUrl: string | null
  /** A row that is at hand already. */
  known: (id: string) => ReceiptRow | undefined
}

/** What is chosen as text, one receipt or number to a line; `cut` where there was more than is copied. */
export async function copyChosen(options: Options): Promise<{ text: string; count: number; cut: boolean }> {
  const { form } = options
  const most = mostCopied[form]
  const { rows, cut } = await readRows(options, most)
  const pieces = await piecesOf(rows, options)
  return { text: pieces.join(form === 'json' ? ',\n' : '\n'), count: pieces.length, cut }
}

async function piecesOf(
  rows: readonly ReceiptRow[],
  { client, form, masked, endpointUrl }: Options,
): Promise<string[]> {
  switch (form) {
    case 'ids':
      return rows.map(({ id }) => id)
    case 'phones': {
      const phones = new Set(rows.flatMap(({ phone }) => (phone === null ? [] : [phone])))
      return [...phones].map(phone => (masked ? maskPhone(phone) : phone))
    }
    case 'json':
      return rows.map(row => JSON.stringify(masked ? maskRow(row) : row))
    case 'curl': {
      const pushes = rows.filter(({ via }) => via === 'push')
      const details: ReceiptDetail[] = []
      for (const { id } of pushes) details.push(await client.call('receipts.get', { id }))
      return details.flatMap(detail => {
        const command = toCurl(detail, endpointUrl)
        return command === null ? [] : [command]
      })
    }
    default:
      return form satisfies never
  }
}

const maskRow = (row: ReceiptRow): ReceiptRow => ({
  ...row,
  phone: row.phone === null ? null : maskPhone(row.phone),
  content: row.content === null ? null : maskPhonesIn(row.content),
  note: row.note === null ? null : maskPhonesIn(row.note),
})

async function readRows({ client, which, known }: Options, most: number) {
  const rows: ReceiptRow[] = []
  if ('ids' in which) {
    for (const id of which.ids.slice(0, most))
      rows.push(known(id) ?? (await client.call('receipts.get', { id })))
    return { rows, cut: which.ids.length > most }
  }
  let before: Seq | null = null
  do {
    const page: { rows: ReceiptRow[]; before: Seq | null } = await client.call('receipts.page', {
      query: which.query,
      before,
      limit: Math.min(pageRows, most - rows.length),
    })
    rows.push(...page.rows)
    ;({ before } = page)
  } while (before !== null && rows.length < most)
  return { rows, cut: before !== null }
}

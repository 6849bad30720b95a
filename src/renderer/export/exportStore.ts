import { create } from 'zustand'
import type { ApiError } from '../../contract/apiError.ts'
import type { ExportFormat } from '../../contract/exportedReceipt.ts'
import type { ExportItem } from '../../contract/exportItem.ts'
import type { Client } from '../../contract/rpc/createClient.ts'
import type { Which } from '../../contract/which.ts'

type ExportState = { kind: 'none' } | { kind: 'running'; receipts: number; cancel: () => void }

export const useExport = create<{ state: ExportState }>(() => ({ state: { kind: 'none' } }))

const become = (state: ExportState) => useExport.setState({ state })

const types: Record<ExportFormat, string> = {
  ndjson: 'application/x-ndjson',
  csv: 'text/csv;charset=utf-8',
  har: 'application/json',
  json: 'application/json',
}

/** Characters gathered before they are handed to a blob, which the browser may keep on disk. */
const pieceLength = 4_000_000

/** Writes what a query finds to a file of the browser's; goes on by itself where a lost connection left off. */
export function exportReceipts(
  client: Pick<Client, 'open'>,
  input: { what: Which; format: ExportFormat; masked: boolean },
  save: (file: Blob, name: string) => void,
  tell: (error: ApiError) => void,
): void {
  const type = types[input.format]
  let file = new Blob([], { type })
  let text = ''
  const flush = () => {
    file = new Blob([file, text], { type })
    text = ''
  }
  const stop = client.open('receipts.export', {
    input: (last: ExportItem | null) => ({ ...input, from: last?.place ?? null }),
    onItem(item) {
      text += item.text
      if (text.length > pieceLength) flush()
      become({ kind: 'running', receipts: item.place.receipts, cancel })
      if (!item.place.isOver) return
      stop()
      flush()
      become({ kind: 'none' })
      save(file, `receipts.${input.format}`)
    },
    onError(error) {
      become({ kind: 'none' })
      tell(error)
    },
  })
  const cancel = () => {
    stop()
    become({ kind: 'none' })
  }
  become({ kind: 'running', receipts: 0, cancel })
}

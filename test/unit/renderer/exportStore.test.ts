import { expect, test } from 'vitest'
import { ApiError } from '../../../src/contract/apiError.ts'
import type { ExportItem, ExportPlace } from '../../../src/contract/exportItem.ts'
import type { Client } from '../../../src/contract/rpc/createClient.ts'
import { asIs } from '../../../src/contract/words.ts'
import { exportReceipts, useExport } from '../../../src/renderer/export/exportStore.ts'

type Reader = {
  input(last: ExportItem | null): unknown
  onItem(item: ExportItem): void
  onError(error: ApiError): void
}

function start() {
  const stops: string[] = []
  let reader: Reader | null = null
  const client = {
    open(_name: string, given: Reader) {
      reader = given
      return () => stops.push('stopped')
    },
  } as unknown as Pick<Client, 'open'>
  const saved: { file: Blob; name: string }[] = []
  const told: string[] = []
  exportReceipts(
    client,
    { what: { query: 'status:failed' }, format: 'csv', masked: true },
    (file, name) => saved.push({ file, name }),
    error => told.push(error.message),
  )
  if (reader === null) throw new Error('nothing was opened')
  return { reader: reader as Reader, stops, saved, told }
}

const item = (text: string, receipts: number, isOver = false): ExportItem => ({
  text,
  place: { after: receipts, upTo: 9, receipts, isOver } as ExportPlace,
})

test('the pieces become one file under a name that says its format', async () => {
  const { reader, saved, stops } = start()
  reader.onItem(item('a,b\n', 0))
  reader.onItem(item('1,2\n', 1))
  expect(useExport.getState().state).toMatchObject({ kind: 'running', receipts: 1 })
  reader.onItem(item('3,4\n', 2, true))
  expect(await saved[0]?.file.text()).toBe('a,b\n1,2\n3,4\n')
  expect(saved[0]?.name).toBe('receipts.csv')
  expect(stops).toEqual(['stopped'])
  expect(useExport.getState().state).toEqual({ kind: 'none' })
})

test('after a lost connection the file goes on where it stopped', () => {
  const { reader } = start()
  expect(reader.input(null)).toEqual({
    what: { query: 'status:failed' },
    format: 'csv',
    masked: true,
    from: null,
  })
  const last = item('1,2\n', 1)
  expect(reader.input(last)).toMatchObject({ from: last.place })
})

test('what was cancelled or failed saves nothing', () => {
  const cancelled = start()
  cancelled.reader.onItem(item('a\n', 1))
  const { state } = useExport.getState()
  if (state.kind === 'running') state.cancel()
  expect([cancelled.stops, cancelled.saved]).toEqual([['stopped'], []])
  const failed = start()
  failed.reader.onError(new ApiError('bad-input', asIs('no such field')))
  expect([failed.told, failed.saved, useExport.getState().state.kind]).toEqual([
    ['no such field'],
    [],
    'none',
  ])
})

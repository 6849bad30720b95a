import type { Seq } from '../../contract/brand.ts'
import type { ExportFormat } from '../../contract/exportedReceipt.ts'
import type { ExportItem, ExportPlace } from '../../contract/exportItem.ts'
import type { Predicate } from '../query/compileQuery.ts'
import type { ExportJob, ExportPiece } from './readExport.ts'
import { exportWriter } from './writeExport.ts'

export type ExportRequest = {
  predicate: Predicate
  format: ExportFormat
  masked: boolean
  version: string
  most: number
  /** Where an interrupted reader goes on; null from the start. */
  from: ExportPlace | null
}

/** A whole export in pieces, of the rows that were there when it began. Nothing is read ahead of its reader. */
export async function* openExport(
  read: (job: ExportJob) => Promise<ExportPiece>,
  newest: () => Seq,
  { from, ...request }: ExportRequest,
  signal: AbortSignal,
): AsyncGenerator<ExportItem, void, undefined> {
  const { head, tail } = exportWriter(request.format, request.version)
  let place: ExportPlace = from ?? { after: 0 as Seq, upTo: newest(), receipts: 0, isOver: false }
  if (place.isOver) return
  if (from === null) yield { text: head, place }
  while (!signal.aborted) {
    const piece = await read({ ...request, ...place, isFirst: place.receipts === 0 })
    place = { ...place, after: piece.after, receipts: place.receipts + piece.receipts }
    if (piece.isDone) place = { ...place, isOver: true }
    if (signal.aborted) return
    yield { text: piece.isDone ? piece.text + tail : piece.text, place }
    if (piece.isDone) return
  }
}

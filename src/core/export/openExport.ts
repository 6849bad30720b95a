import type { Seq } from '../../contract/brand.ts'
import type { ExportFormat } from '../../contract/exportedReceipt.ts'
import type { ExportPlace } from '../../contract/exportItem.ts'
import type { Predicate } from '../query/compileQuery.ts'
import type { ExportJob, ExportPiece } from './readExport.ts'

export type ExportRequest = {
  predicate: Predicate
  format: ExportFormat
  masked: boolean
  version: string
  pieceBytes: number
  /** Where an interrupted reader goes on; null from the start. */
  from: ExportPlace | null
}

/** For what becomes a file: so large that hand-overs between threads that wait for a core don't count. */
export const filePieceBytes = 1 << 20

/** The next bytes of the file, to be used before the next step is asked for, and how far it has come with them. */
export type ExportStep = { bytes: Uint8Array<ArrayBuffer>; place: ExportPlace }

/**
 * A whole export in pieces, of the rows that were there when it began. While one is taken, the next is read, and never more:
 * two pieces of memory take turns.
 */
export async function* openExport(
  read: (job: ExportJob, signal: AbortSignal) => Promise<ExportPiece>,
  newest: () => Seq,
  { from, ...request }: ExportRequest,
  stop: AbortSignal,
): AsyncGenerator<ExportStep, void, undefined> {
  if (from?.isOver) return
  const leaving = new AbortController()
  const signal = AbortSignal.any([stop, leaving.signal])
  let bytes: ExportJob['bytes'] = null
  const readFrom = ({ after, upTo, receipts }: ExportPlace, isBeginning: boolean) => {
    const next = read({ ...request, after, upTo, written: isBeginning ? null : receipts, bytes }, signal)
    // Read ahead, so that its failure may come before anybody asks for it.
    next.catch(() => undefined)
    return next
  }
  let place: ExportPlace = from ?? { after: 0 as Seq, upTo: newest(), receipts: 0, isOver: false }
  let next = readFrom(place, from === null)
  try {
    while (!signal.aborted) {
      const piece = await next
      if (signal.aborted) return
      const { after, isDone } = piece
      place = { ...place, after, receipts: place.receipts + piece.receipts, isOver: isDone }
      if (!isDone) next = readFrom(place, false)
      yield { bytes: piece.bytes, place }
      if (isDone) return
      bytes = piece.bytes
    }
  } finally {
    leaving.abort()
    await next.catch(() => undefined)
  }
}

import type { Seq } from './brand.ts'

/** How far an export has come; given back, it goes on from there. */
export type ExportPlace = {
  after: Seq
  /** The newest row when it began. */
  upTo: Seq
  /** Receipts written so far. */
  receipts: number
  isOver: boolean
}

/** A piece of the file, to be written as it is. */
export type ExportItem = { text: string; place: ExportPlace }

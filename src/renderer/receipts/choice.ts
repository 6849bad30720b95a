import type { ReceiptId } from '../../contract/brand.ts'
import type { Which } from '../../contract/which.ts'
import type { RowWindow } from './rowWindow.ts'

/** What is chosen to be acted on together: rows by their places, or all that the query in force finds. */
export type Choice =
  | { kind: 'rows'; ids: ReadonlyMap<number, ReceiptId>; anchor: number | null }
  | { kind: 'all'; query: string }

export const noChoice: Choice = { kind: 'rows', ids: new Map(), anchor: null }

/** As many as the core takes by name; more than that are chosen by query. */
const mostChosen = 10_000

export const chooseOne = (row: { seq: number | null; id: ReceiptId } | null): Choice =>
  row?.seq == null ? noChoice : { kind: 'rows', ids: new Map([[row.seq, row.id]]), anchor: row.seq }

export const isChosen = (choice: Choice, seq: number): boolean => choice.kind === 'all' || choice.ids.has(seq)

/** More than one row: what is done is done to all of them. */
export const isMany = (choice: Choice): boolean => choice.kind === 'all' || choice.ids.size > 1

/** The choice with one row added, or taken out where it was in it; ranges begin there from now on. */
export function toggleChosen(choice: Choice, row: { seq: number; id: ReceiptId }): Choice {
  const ids = new Map(choice.kind === 'all' ? [] : choice.ids)
  if (!ids.delete(row.seq)) ids.set(row.seq, row.id)
  return { kind: 'rows', ids, anchor: row.seq }
}

/** Every row from the anchor to this one, the rows nearest to the anchor where they are too many. */
export function chooseRange(choice: Choice, rows: RowWindow, to: { seq: number; id: ReceiptId }): Choice {
  const anchor = choice.kind === 'rows' ? choice.anchor : null
  if (anchor === null) return chooseOne(to)
  const [from, end] = [rows.indexOf(anchor), rows.indexOf(to.seq)]
  const step = end < from ? -1 : 1
  const ids = new Map<number, ReceiptId>()
  for (let place = from; place !== end + step && ids.size < mostChosen; place += step) {
    const seq = rows.order[place]
    const id = seq === undefined ? undefined : rows.id(seq)
    if (seq !== undefined && id !== undefined) ids.set(seq, id)
  }
  return { kind: 'rows', ids, anchor }
}

export const whichOf = (choice: Choice): Which =>
  choice.kind === 'all' ? { query: choice.query } : { ids: [...choice.ids.values()] }

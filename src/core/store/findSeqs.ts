import { ApiError } from '../../contract/apiError.ts'
import type { Seq } from '../../contract/brand.ts'
import type { ReceiptFate } from '../../contract/receipt.ts'
import type { Which } from '../../contract/which.ts'
import type { Words } from '../../contract/words.ts'
import { compileQuery, type Predicate } from '../query/compileQuery.ts'
import { readQuery } from '../query/readQuery.ts'
import type { Reader } from './reader.ts'
import { receiptIdOf, seqOf } from './receiptTable.ts'

const mostRows = 100_000
const pageRows = 1000
const searchMilliseconds = 10_000

const narrow: Words = { en: 'Narrow the query.', zh: '请缩小查询范围。' }

/** The rows that are meant, whether or not those named are still stored; a search that finds too many is refused. */
export async function findSeqs(
  reader: Reader,
  what: Which,
  now: number,
  signal: AbortSignal,
): Promise<number[]> {
  if ('ids' in what) return what.ids.map(seqOfNamed)
  const predicate = compileQuery(readQuery(what.query, now), now)
  const limits = { milliseconds: searchMilliseconds, signal }
  const seqs: number[] = []
  let before: Seq | null = null
  do {
    const page: { rows: { seq: Seq }[]; before: Seq | null; partial: boolean } = await reader.read(
      'page',
      { predicate, before, limit: pageRows },
      limits,
    )
    if (page.partial) {
      throw new ApiError('timeout', { en: 'The search took too long', zh: '搜索超时' }, narrow)
    }
    seqs.push(...page.rows.map(({ seq }) => seq))
    ;({ before } = page)
    if (seqs.length > mostRows) {
      const message = { en: `More than ${mostRows} rows match`, zh: `匹配的回执超过 ${mostRows} 条` }
      throw new ApiError('refused', message, narrow)
    }
  } while (before !== null)
  return seqs
}

/** The same as a predicate, for what reads rows itself. */
export function compileWhich(what: Which, now: number): Predicate {
  if ('query' in what) return compileQuery(readQuery(what.query, now), now)
  const named = {
    where: 'r.seq IN (SELECT value FROM json_each(?))',
    values: [JSON.stringify(what.ids.map(seqOfNamed))],
  }
  return {
    ...named,
    needsText: false,
    candidates: null,
    texts: [],
    received: null,
    lookup: named,
    tally: { where: '1', values: [], isWhole: false },
  }
}

function seqOfNamed(id: string): number {
  const seq = seqOf(id)
  if (seq !== null) return seq
  throw new ApiError(
    'bad-input',
    { en: `${id} is no receipt's id`, zh: `${id} 不是回执的 ID` },
    { en: 'Ids look like r12.', zh: 'ID 形如 r12。' },
  )
}

const hints: Record<Exclude<ReceiptFate['kind'], 'replaced'>, Words> = {
  stored: { en: 'It may have been removed by the retention rules.', zh: '可能已按保留规则清除。' },
  removed: {
    en: 'It was removed, by the retention rules or with its data.',
    zh: '已按保留规则或随数据一并清除。',
  },
  never: { en: 'No receipt here ever had this id.', zh: '这里从未有过使用该 ID 的回执。' },
}
const hintOf = (fate: ReceiptFate): Words =>
  fate.kind === 'replaced'
    ? { en: `Its receipt ${fate.by.id} took its place.`, zh: `它的回执 ${fate.by.id} 已取代它。` }
    : hints[fate.kind]

export const unknownReceipt = (seq: number, fate: ReceiptFate = { kind: 'stored' }) =>
  new ApiError(
    'not-found',
    { en: `There is no receipt ${receiptIdOf(seq)}`, zh: `没有回执 ${receiptIdOf(seq)}` },
    hintOf(fate),
  )

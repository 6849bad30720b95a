import type { Seq } from '../../contract/brand.ts'
import type { Group, GroupField } from '../../contract/group.ts'
import type { Insights } from '../../contract/insights.ts'
import type { Facet, FacetField, Histogram } from '../../contract/query.ts'
import type { ReceiptPage, ReceiptRow } from '../../contract/receipt.ts'
import type { UnreportedSend } from '../../contract/sends.ts'
import { type ExportJob, type ExportPiece, readExport } from '../export/readExport.ts'
import type { Predicate } from '../query/compileQuery.ts'
import { readFacets } from './readFacets.ts'
import { readGroups } from './readGroups.ts'
import { readHistogram } from './readHistogram.ts'
import { readInsights } from './readInsights.ts'
import { countRows, readPage, type Searched } from './readReceipts.ts'
import { readRelated } from './readRelated.ts'
import { readSentDays, type SentDay } from './readSentDays.ts'
import { readTally, type TallyJob, type TallyPiece } from './readTally.ts'
import { readUnreported, type UnreportedJob } from './readUnreported.ts'
import type { Limits, Reading } from './search.ts'

/** Everything that may take long, by name: what it is asked, and what it answers. */
export type ReadJobs = {
  page: { input: { predicate: Predicate; before: Seq | null; limit: number }; output: Searched<ReceiptPage> }
  count: { input: { predicate: Predicate }; output: Searched<{ matching: number }> }
  facets: {
    input: { predicate: Predicate; fields: readonly FacetField[]; limit: number }
    output: Searched<{ facets: Facet[] }>
  }
  histogram: { input: { predicate: Predicate; buckets: number }; output: Searched<Histogram> }
  groups: {
    input: { predicate: Predicate; by: readonly GroupField[] }
    output: Searched<{ groups: Group[] }>
  }
  insights: { input: { predicate: Predicate; now: number }; output: Searched<Insights> }
  related: { input: { seq: number }; output: ReceiptRow[] }
  export: { input: ExportJob; output: ExportPiece }
  tally: { input: TallyJob; output: Searched<TallyPiece> }
  sentDays: { input: { predicate: Predicate; account: string }; output: Searched<{ days: SentDay[] }> }
  unreported: { input: UnreportedJob; output: Searched<{ count: number; sends: UnreportedSend[] }> }
}
export type ReadJobName = keyof ReadJobs

export type Reader = {
  /** `milliseconds` is how long it may take before it answers with what it has. */
  read<N extends ReadJobName>(
    name: N,
    input: ReadJobs[N]['input'],
    options: { milliseconds: number; signal: AbortSignal },
  ): Promise<ReadJobs[N]['output']>
  close(): Promise<void>
}

type Runners = {
  [N in ReadJobName]: (
    reading: Reading,
    input: ReadJobs[N]['input'],
    limits: Limits,
  ) => Promise<ReadJobs[N]['output']>
}

export const runners: Runners = {
  page: (reading, { predicate, before, limit }, limits) =>
    readPage(reading, predicate, before, limit, limits),
  count: (reading, { predicate }, limits) => countRows(reading, predicate, limits),
  facets: (reading, { predicate, fields, limit }, limits) =>
    readFacets(reading, predicate, fields, limit, limits),
  histogram: (reading, { predicate, buckets }, limits) => readHistogram(reading, predicate, buckets, limits),
  groups: (reading, { predicate, by }, limits) => readGroups(reading, predicate, by, limits),
  insights: (reading, { predicate, now }, limits) => readInsights(reading, predicate, now, limits),
  related: ({ prepare }, { seq }) => Promise.resolve(readRelated(prepare, seq)),
  export: ({ prepare }, job, limits) => readExport(prepare, job, limits),
  tally: ({ prepare }, job, limits) => readTally(prepare, job, limits),
  sentDays: (reading, { predicate, account }, limits) => readSentDays(reading, predicate, account, limits),
  unreported: ({ prepare }, job, limits) => readUnreported(prepare, job, limits),
}

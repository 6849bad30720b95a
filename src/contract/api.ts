import type { Account, AccountDraft, Exchange } from './account.ts'
import type { AlertCalls, AlertStreams } from './alerts.ts'
import type { AccountId, MonitorId, ReceiptId, Rev, Seq } from './brand.ts'
import type { CodeExplanation } from './codeExplanation.ts'
import type { CompensationCalls, CompensationProgress, SendToAsk } from './compensation.ts'
import type { ConnectionStep } from './connectionCheck.ts'
import type { DiagnosticsCalls } from './diagnostics.ts'
import type { DoctorCalls, DoctorStreams } from './doctor.ts'
import type { ExportFormat } from './exportedReceipt.ts'
import type { ExportItem, ExportPlace } from './exportItem.ts'
import type { Group, GroupField } from './group.ts'
import type { Insights } from './insights.ts'
import type { OutboundStreams } from './outbound.ts'
import type { PreferenceCalls, PreferenceStreams } from './preferences.ts'
import type { PushCalls, PushStreams } from './pushesApi.ts'
import type { Facet, FacetField, Histogram, QueryCheck, QuerySuggestions } from './query.ts'
import type { Confirmed, QueueCalls, TopicCalls } from './queuesApi.ts'
import type { FeedItem, ReceiptDetail, ReceiptFate, ReceiptPage, ReceiptRow } from './receipt.ts'
import type { Retention } from './retention.ts'
import type { SendCalls } from './sends.ts'
import type { SignatureCalls } from './signature.ts'
import type { SimulatorCalls, SimulatorStreams } from './simulatorApi.ts'
import type { SqlCalls } from './sql.ts'
import type { AppInfo, MonitorMode, Status } from './status.ts'
import type { ViewCalls, ViewStreams } from './views.ts'
import type { Which } from './which.ts'

/** Asked once, answered once. The name is the whole address of an operation. */
type Calls = SimulatorCalls &
  SignatureCalls &
  PushCalls &
  QueueCalls &
  TopicCalls &
  ViewCalls &
  AlertCalls &
  SqlCalls &
  SendCalls &
  DiagnosticsCalls &
  DoctorCalls &
  PreferenceCalls &
  CompensationCalls & {
    'app.info': { input: null; output: AppInfo }
    /** Shows the data directory in the system's file manager; only where the host has a desktop. */
    'data.open': { input: null; output: null }
    'receipts.page': { input: { query: string; before: Seq | null; limit: number }; output: ReceiptPage }
    'receipts.get': { input: { id: ReceiptId }; output: ReceiptDetail }
    /** Of one that is no longer stored, why; the same after a restart. */
    'receipts.fate': { input: { id: ReceiptId }; output: ReceiptFate }
    'receipts.count': { input: { query: string }; output: { matching: number; partial: boolean } }
    /** Most frequent values first, at most `limit` of each field. */
    'receipts.facets': {
      input: { query: string; fields: FacetField[]; limit: number }
      output: { facets: Facet[]; partial: boolean }
    }
    /** By the time of receipt, in at most `buckets` buckets of a round width. */
    'receipts.histogram': {
      input: { query: string; buckets: number }
      output: Histogram
    }
    /** Counted by all of the fields at once, largest group first. */
    'receipts.groups': {
      input: { query: string; by: GroupField[] }
      output: { groups: Group[]; partial: boolean }
    }
    /** Everything known about the same text, this row among it, oldest first. */
    'receipts.related': { input: { id: ReceiptId }; output: ReceiptRow[] }
    /** `phone` narrows the meanings by its carrier. */
    'codes.explain': { input: { code: string; phone: string | null }; output: CodeExplanation }
    /** Rates, latencies and oddities of what matches; two periods are two questions. */
    'insights.read': { input: { query: string }; output: Insights }
    /**
     * The text of an export, a HAR file or a log of sends; what is known already is only counted as read. `account` is the name
     * of the one that is meant where the text names none.
     */
    'receipts.import': {
      input: { text: string; account?: string | null }
      output: { read: number; added: number }
    }
    /** At most 100,000 at once. */
    'receipts.pin': { input: { what: Which; pinned: boolean }; output: { changed: number } }
    'receipts.note': { input: { id: ReceiptId; note: string | null }; output: null }
    'query.check': { input: { query: string }; output: QueryCheck }
    /** What could stand at the cursor: fields, or values that occur. */
    'query.suggest': { input: { query: string; cursor: number }; output: QuerySuggestions }
    'retention.get': { input: null; output: Retention }
    'retention.set': { input: Retention; output: null }
    'accounts.list': { input: null; output: Account[] }
    'accounts.save': { input: AccountDraft; output: Account }
    /** Without a queue, everything up to the account's rights is checked. */
    'accounts.check': {
      input: { id: AccountId; queue: { queue: string; type: string } | null }
      output: { steps: ConnectionStep[] }
    }
    'accounts.remove': { input: { id: AccountId }; output: null }
    /**
     * Adds a monitor, or changes the one of this queue. To lease or consume from a queue that is not on this machine,
     * `typedName` must be the queue's name; without it the call is refused with what would happen.
     */
    'monitors.save': {
      input: {
        account: AccountId
        queue: string
        type: string
        mode: MonitorMode
        parallel: number
      } & Partial<Confirmed>
      output: { id: MonitorId }
    }
    'monitors.remove': { input: { id: MonitorId }; output: null }
    /** The last 200 requests, newest first. */
    'monitors.exchanges': { input: { id: MonitorId }; output: Exchange[] }
    'monitors.start': { input: { id: MonitorId }; output: null }
    'monitors.stop': { input: { id: MonitorId }; output: null }
    /** `typedName` as for `monitors.save`. */
    'monitors.setMode': { input: { id: MonitorId; mode: MonitorMode } & Partial<Confirmed>; output: null }
  }

/** Opened, then told. The first item is always the current state. */
type Streams = SimulatorStreams &
  PushStreams &
  ViewStreams &
  DoctorStreams &
  OutboundStreams &
  PreferenceStreams &
  AlertStreams & {
    /** `after` resumes from the reader's last cursor; without it the newest rows come first. */
    'receipts.feed': { input: { query: string; after: { store: string; rev: Rev } | null }; item: FeedItem }
    /** A file in pieces, oldest receipts first; `from` goes on where an item left off. */
    'receipts.export': {
      input: { what: Which; format: ExportFormat; masked: boolean; from: ExportPlace | null }
      item: ExportItem
    }
    /** Asks the service about sends: those given, and those of rows that match. Ends when its reader goes. */
    'compensation.run': {
      input: { account: AccountId; sends: SendToAsk[]; query: string | null }
      item: CompensationProgress
    }
    'status.watch': { input: null; item: Status }
  }

/** The whole interface as a type; the RPC is written against the shape, so a test can bring operations of its own. */
export type Api = { calls: Calls; streams: Streams }
export type ApiShape = {
  calls: Record<string, { input: unknown; output: unknown }>
  streams: Record<string, { input: unknown; item: unknown }>
}

export type CallName = keyof Calls
export type StreamName = keyof Streams
export type Input<N extends CallName | StreamName> = N extends CallName
  ? Calls[N]['input']
  : N extends StreamName
    ? Streams[N]['input']
    : never
export type Output<N extends CallName> = Calls[N]['output']
export type Item<N extends StreamName> = Streams[N]['item']

/** One asker; its signal aborts when the port closes or the answer is no longer wanted. */
export type Asker = { signal: AbortSignal }

/** Inputs come from outside the process: a handler parses, it does not trust. */
export type HandlersOf<A extends ApiShape> = {
  calls: {
    [N in keyof A['calls']]: (
      input: unknown,
      asker: Asker,
    ) => A['calls'][N]['output'] | Promise<A['calls'][N]['output']>
  }
  streams: {
    [N in keyof A['streams']]: (input: unknown, asker: Asker) => AsyncIterable<A['streams'][N]['item']>
  }
}

/** What the core provides. */
export type Handlers = HandlersOf<Api>

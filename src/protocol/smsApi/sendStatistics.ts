import { found, type Read } from '../xml/xmlProblem.ts'
import {
  type ApiNode,
  type ApiObject,
  integerIn,
  nodeIn,
  nodesIn,
  type ReplyFormat,
  readApiReply,
  textIn,
  writeApiReply,
} from './apiReply.ts'
import { type ApiStatus, statusFields, statusIn } from './apiStatus.ts'

/** What became of one day's texts. */
export type DayStatistics = {
  /** `20170101`. */
  readonly date: string | null
  readonly total: number | null
  readonly delivered: number | null
  readonly failed: number | null
  readonly pending: number | null
}

export type SendStatisticsReply = ApiStatus & {
  /** Days on all pages. */
  readonly totalSize: number | null
  readonly days: readonly DayStatistics[]
}

export function writeSendStatisticsReply(reply: SendStatisticsReply, format: ReplyFormat): string {
  const tree = {
    ...statusFields(reply),
    Data: { TotalSize: reply.totalSize, TargetList: reply.days.map(dayFields) },
  }
  return writeApiReply('QuerySendStatisticsResponse', tree, format)
}

export function readSendStatisticsReply(input: Uint8Array | string): Read<SendStatisticsReply> {
  const node = readApiReply(input)
  if (!node.ok) return node
  const data = nodeIn(node.value, 'Data')
  return found({
    ...statusIn(node.value),
    totalSize: integerIn(data, 'TotalSize'),
    days: nodesIn(data, 'TargetList').map(dayIn),
  })
}

function dayFields(day: DayStatistics): ApiObject {
  return {
    SendDate: day.date,
    TotalCount: day.total,
    RespondedSuccessCount: day.delivered,
    RespondedFailCount: day.failed,
    NoRespondedCount: day.pending,
  }
}

function dayIn(node: ApiNode): DayStatistics {
  return {
    date: textIn(node, 'SendDate'),
    total: integerIn(node, 'TotalCount'),
    delivered: integerIn(node, 'RespondedSuccessCount'),
    failed: integerIn(node, 'RespondedFailCount'),
    pending: integerIn(node, 'NoRespondedCount'),
  }
}

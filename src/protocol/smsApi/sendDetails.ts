import { type DecodedReceipt, emptyReceipt } from '../receipts/decodedReceipt.ts'
import { parseReceiptTime, writeDomesticTime } from '../receipts/receiptTime.ts'
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

/** One text as QuerySendDetails lists it: no id of the send, no number of parts. Times in milliseconds since 1970. */
export type SendDetail = {
  readonly phone: string | null
  readonly status: 'pending' | 'failed' | 'delivered' | 'unknown'
  readonly errCode: string | null
  readonly sendTime: number | null
  readonly reportTime: number | null
  readonly templateCode: string | null
  readonly content: string | null
  readonly outId: string | null
}

export type SendDetailsReply = ApiStatus & {
  /** Of all pages. */
  readonly totalCount: number | null
  readonly details: readonly SendDetail[]
}

const wireStatus = { pending: 1, failed: 2, delivered: 3, unknown: null } as const

/** The total is text and the status a number, as the generated clients expect. */
export function writeSendDetailsReply(reply: SendDetailsReply, format: ReplyFormat): string {
  const tree = {
    ...statusFields(reply),
    TotalCount: reply.totalCount === null ? null : String(reply.totalCount),
    SmsSendDetailDTOs: { SmsSendDetailDTO: reply.details.map(detailFields) },
  }
  return writeApiReply('QuerySendDetailsResponse', tree, format)
}

export function readSendDetailsReply(input: Uint8Array | string): Read<SendDetailsReply> {
  const node = readApiReply(input)
  if (!node.ok) return node
  return found({
    ...statusIn(node.value),
    totalCount: integerIn(node.value, 'TotalCount'),
    details: nodesIn(nodeIn(node.value, 'SmsSendDetailDTOs'), 'SmsSendDetailDTO').map(detailIn),
  })
}

/** A queried text as a receipt; the id is known only where the query named it. */
export function receiptOfDetail(detail: SendDetail, bizId: string | null): DecodedReceipt {
  return {
    ...emptyReceipt,
    kind: 'report',
    messageType: 'SmsReport',
    status: detail.status,
    phone: detail.phone,
    errCode: detail.errCode,
    sendTime: detail.sendTime,
    reportTime: detail.reportTime,
    bizId,
    outId: detail.outId,
    content: detail.content,
    extra: detail.templateCode === null ? {} : { TemplateCode: detail.templateCode },
  }
}

function detailFields(detail: SendDetail): ApiObject {
  return {
    PhoneNum: detail.phone,
    SendStatus: wireStatus[detail.status],
    ErrCode: detail.errCode,
    SendDate: detail.sendTime === null ? null : writeDomesticTime(detail.sendTime),
    ReceiveDate: detail.reportTime === null ? null : writeDomesticTime(detail.reportTime),
    TemplateCode: detail.templateCode,
    Content: detail.content,
    OutId: detail.outId,
  }
}

function detailIn(node: ApiNode): SendDetail {
  return {
    phone: textIn(node, 'PhoneNum'),
    status: statusNamed(textIn(node, 'SendStatus')),
    errCode: textIn(node, 'ErrCode'),
    sendTime: timeIn(node, 'SendDate'),
    reportTime: timeIn(node, 'ReceiveDate'),
    templateCode: textIn(node, 'TemplateCode'),
    content: textIn(node, 'Content'),
    outId: textIn(node, 'OutId'),
  }
}

function statusNamed(status: string | null): SendDetail['status'] {
  switch (status) {
    case '1':
      return 'pending'
    case '2':
      return 'failed'
    case '3':
      return 'delivered'
    default:
      return 'unknown'
  }
}

function timeIn(node: ApiNode, name: string): number | null {
  const text = textIn(node, name)
  return text === null ? null : parseReceiptTime(text)
}

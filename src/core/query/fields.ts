import type { Words } from '../../contract/words.ts'
import type {
  ChoiceFieldName,
  FlagName,
  NumberFieldName,
  PresentFieldName,
  TextFieldName,
  TimeFieldName,
} from './ast.ts'
import { isChanged, isReordered, isUnreported } from './relatedRows.ts'

/** The query language's fields: how they are written, where they stand in the table, what they are called. */

type Field<Kind extends string, Name extends string> = {
  kind: Kind
  name: Name
  /** How it is written, the first being the usual way; case, `_` and `-` don't matter. */
  spellings: readonly [string, ...string[]]
  column: string
  words: Words
}
export type TextField = Field<'text', TextFieldName>
export type ChoiceField = Field<'choice', ChoiceFieldName> & { choices: readonly string[] }
export type NumberField = Field<'number', NumberFieldName> & { unit: 'duration' | 'bytes' | 'count' }
export type TimeField = Field<'time', TimeFieldName>
export type AnyField = TextField | ChoiceField | NumberField | TimeField

const text = (
  name: TextFieldName,
  column: string,
  en: string,
  zh: string,
  ...spellings: [string, ...string[]]
): TextField => ({ kind: 'text', name, column, words: { en, zh }, spellings })

export const textFields: Record<TextFieldName, TextField> = {
  phone: text('phone', 'phone', 'phone', '手机号', 'phone', 'phone_number', 'to'),
  code: text('code', 'err_code', 'error code', '错误码', 'code', 'err_code'),
  error: text('error', 'err_message', 'error text', '错误说明', 'error', 'err_msg', 'err_message'),
  carrier: text('carrier', 'carrier', 'carrier', '运营商', 'carrier'),
  bizId: text('bizId', 'biz_id', 'biz id', '回执 ID', 'biz_id'),
  outId: text('outId', 'out_id', 'out id', '外部流水号', 'out_id'),
  destCode: text('destCode', 'dest_code', 'extension code', '扩展码', 'dest_code'),
  sequenceId: text('sequenceId', 'sequence_id', 'sequence id', '序列号', 'sequence_id'),
  content: text('content', 'content', 'content', '内容', 'content'),
  account: text('account', 'account', 'account', '账号', 'account'),
  source: text('source', 'source', 'source', '来源', 'source', 'queue', 'path'),
  messageId: text('messageId', 'message_id', 'message id', '消息 ID', 'message_id'),
  requestId: text('requestId', 'request_id', 'request id', '请求 ID', 'request_id'),
  note: text('note', 'note', 'note', '备注', 'note'),
}

export const choiceFields: Record<ChoiceFieldName, ChoiceField> = {
  status: {
    kind: 'choice',
    name: 'status',
    column: 'status',
    words: { en: 'status', zh: '状态' },
    spellings: ['status'],
    choices: ['delivered', 'failed', 'pending', 'inbound', 'unknown'],
  },
  kind: {
    kind: 'choice',
    name: 'kind',
    column: 'kind',
    words: { en: 'kind', zh: '类型' },
    spellings: ['kind', 'type'],
    choices: ['report', 'reply', 'push', 'unknown'],
  },
  via: {
    kind: 'choice',
    name: 'via',
    column: 'via',
    words: { en: 'received via', zh: '接收方式' },
    spellings: ['via'],
    choices: ['queue', 'push', 'query'],
  },
  signature: {
    kind: 'choice',
    name: 'signature',
    column: 'verdict',
    words: { en: 'signature', zh: '签名' },
    spellings: ['signature', 'verdict'],
    choices: ['valid', 'invalid', 'undecided'],
  },
  trust: {
    kind: 'choice',
    name: 'trust',
    column: 'trust',
    words: { en: 'certificate', zh: '证书' },
    spellings: ['trust', 'certificate'],
    choices: ['trusted', 'untrusted', 'unknown'],
  },
}

const number = (
  name: NumberFieldName,
  unit: NumberField['unit'],
  en: string,
  zh: string,
  ...spellings: [string, ...string[]]
): NumberField => ({ kind: 'number', name, column: name, unit, words: { en, zh }, spellings })

export const numberFields: Record<NumberFieldName, NumberField> = {
  latency: number('latency', 'duration', 'latency', '时延', 'latency'),
  size: number('size', 'bytes', 'size', '大小', 'size', 'bytes'),
  parts: number('parts', 'count', 'parts', '条数', 'parts', 'sms_size'),
  deliveries: number('deliveries', 'count', 'deliveries', '投递次数', 'deliveries', 'attempts'),
}

export const timeFields: Record<TimeFieldName, TimeField> = {
  sent: {
    kind: 'time',
    name: 'sent',
    column: 'send_time',
    words: { en: 'sent', zh: '发送时间' },
    spellings: ['sent', 'send_time'],
  },
  reported: {
    kind: 'time',
    name: 'reported',
    column: 'report_time',
    words: { en: 'reported', zh: '回执时间' },
    spellings: ['reported', 'report_time'],
  },
  received: {
    kind: 'time',
    name: 'received',
    column: 'received_at',
    words: { en: 'received', zh: '接收时间' },
    spellings: ['received', 'received_at'],
  },
}

export const flags: Record<FlagName, { sql: string; words: Words }> = {
  duplicate: {
    sql: 'r.duplicate_of IS NOT NULL',
    words: { en: 'repeats an earlier receipt', zh: '与先前的回执重复' },
  },
  changed: { sql: isChanged, words: { en: 'says something else than the first', zh: '与首次回执结果不同' } },
  reordered: { sql: isReordered, words: { en: 'came out of order', zh: '乱序到达' } },
  redelivered: { sql: 'r.deliveries > 1', words: { en: 'delivered more than once', zh: '被重复投递' } },
  unreported: { sql: isUnreported, words: { en: 'was sent and has no receipt', zh: '已发送但没有回执' } },
  pinned: { sql: 'r.pinned = 1', words: { en: 'is pinned', zh: '已置顶' } },
  peeked: { sql: 'r.deliveries = 0', words: { en: 'was only peeked at', zh: '仅被查看' } },
}

const presentNames = {
  latency: numberFields.latency,
  parts: numberFields.parts,
  sent: timeFields.sent,
  reported: timeFields.reported,
  signature: choiceFields.signature,
} as const

export const presentFields: Record<PresentFieldName, AnyField> = { ...textFields, ...presentNames }

export const allFields: readonly AnyField[] = [
  ...Object.values(choiceFields),
  ...Object.values(textFields),
  ...Object.values(numberFields),
  ...Object.values(timeFields),
]

/** Words that stand where a field may stand, but are not columns. */
export const specialFields = ['since', 'until', 'is', 'has', 'text', 'body'] as const

const normalise = (name: string) => name.toLowerCase().replaceAll(/[_-]/g, '')
const byName = new Map(
  allFields.flatMap(field => [field.name, ...field.spellings].map(name => [normalise(name), field] as const)),
)
export const findField = (name: string): AnyField | undefined => byName.get(normalise(name))

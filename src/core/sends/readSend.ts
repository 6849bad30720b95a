import type { Send } from '../../contract/sends.ts'
import type { Words } from '../../contract/words.ts'
import { parseReceiptTime } from '../../protocol/receipts/receiptTime.ts'

/** Names of columns as senders write them, folded: lower case, without blanks and punctuation. */
const aliases = {
  phone: [
    'phone',
    'phonenumber',
    'phonenumbers',
    'phonenum',
    'mobile',
    'mobilephone',
    'tel',
    'to',
    '手机号',
    '手机号码',
    '号码',
  ],
  bizId: ['bizid', '回执id', '发送回执id'],
  outId: ['outid', '外部流水号', '流水号'],
  sendTime: ['sendtime', 'senddate', 'sentat', 'sent', 'time', 'createdat', '发送时间', '时间'],
  templateCode: ['templatecode', 'template', 'templateid', '模板', '模板code', '模板号'],
  signName: ['signname', 'sign', 'signature', '签名', '签名名称', '短信签名'],
  content: ['content', 'text', 'smscontent', '内容', '短信内容'],
} satisfies Record<keyof Send, string[]>

const fieldOf = new Map(
  Object.entries(aliases).flatMap(([field, names]) =>
    names.map(name => [name, field as keyof Send] as const),
  ),
)
const fold = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** What of a send a column of this name holds. */
export const fieldOfColumn = (name: string): keyof Send | null => fieldOf.get(fold(name)) ?? null

/** Whether a table of such columns is an export of receipts. */
export const isArchive = (names: readonly string[]) => names.includes('raw') && names.includes('receivedAt')

/** Whether a table of such columns is a log of sends: it names the number, and the send. */
export function isSendLog(names: readonly string[]): boolean {
  const fields = new Set(names.map(name => fieldOf.get(fold(name))))
  return fields.has('phone') && (fields.has('bizId') || fields.has('sendTime'))
}

/** One send by the names of its columns; words say why it is none. */
export function readSend(members: Iterable<readonly [name: string, value: unknown]>): Send | Words {
  const found = new Map<keyof Send, string>()
  for (const [name, value] of members) {
    const field = fieldOf.get(fold(name))
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
    if (field !== undefined && text !== '' && !found.has(field)) found.set(field, text)
  }
  const text = (field: keyof Send) => found.get(field) ?? null
  const phone = text('phone')
  if (phone === null || phone.length > 40) return { en: 'a phone number is expected', zh: '缺少手机号' }
  const time = text('sendTime')
  const sendTime = time === null ? null : readTime(time)
  if (time !== null && sendTime === null)
    return {
      en: `the send time ${JSON.stringify(time.slice(0, 40))} can't be read`,
      zh: `无法识别发送时间 ${JSON.stringify(time.slice(0, 40))}`,
    }
  if (text('bizId') === null && sendTime === null)
    return { en: 'a biz_id or a send time is expected', zh: '缺少 biz_id 或发送时间' }
  return {
    phone,
    bizId: text('bizId'),
    outId: text('outId'),
    sendTime,
    templateCode: text('templateCode'),
    signName: text('signName'),
    content: text('content'),
  }
}

/** Milliseconds or seconds since 1970, or a time as receipts have it: without an offset, of China. */
function readTime(text: string): number | null {
  if (/^\d{13}$/.test(text)) return Number(text)
  if (/^\d{10}$/.test(text)) return Number(text) * 1000
  return parseReceiptTime(text)
}

export type ReceiptShape = 'report' | 'reply' | 'international' | 'review' | 'legacy'

/** A message type of the platform: the last part of a queue's name, and what it carries. */
export type MessageType = {
  readonly name: string
  /** Null where its messages are kept whole, without columns of their own. */
  readonly shape: ReceiptShape | null
  readonly en: string
  readonly zh: string
}

const table: readonly (readonly [name: string, shape: ReceiptShape | null, en: string, zh: string])[] = [
  ['SmsReport', 'report', 'delivery receipts', '短信状态报告'],
  ['SmsUp', 'reply', 'replies from handsets', '短信上行回复'],
  ['SignSmsReport', 'review', 'reviews of signatures', '签名审核结果'],
  ['TemplateSmsReport', 'review', 'reviews of templates', '模板审核结果'],
  ['GlobeSmsReport', 'international', 'receipts of texts abroad', '国际短信状态报告'],
  ['DypnsSmsVerifyReport', 'report', 'receipts of verification texts', '号码认证短信状态报告'],
  ['SmsEvent', 'legacy', 'events of texts sent through topics', '主题短信事件'],
  ['FcSmsDR', 'legacy', 'receipts of the marketplace', '淘宝开放平台短信回执'],
  ['MnsCardVender', null, 'card texts by vendor', '卡片短信厂商回执'],
  ['MnsCardTemplate', null, 'reviews of card templates', '卡片短信模板审核结果'],
  ['VoiceReport', null, 'receipts of voice calls', '语音呼叫回执'],
  ['VoiceCallReport', null, 'states of voice calls', '语音呼叫状态'],
  ['VoiceRecordReport', null, 'recordings of voice calls', '语音录音通知'],
  ['VoiceRTASRReport', null, 'live transcripts of voice calls', '语音实时转写'],
  ['ArtcCdrReport', null, 'call details of real-time audio', '音视频通话话单'],
  ['ArtcTempStatusReport', null, 'states of real-time audio calls', '音视频通话中间状态'],
  ['FlowReport', null, 'receipts of data top-ups', '流量充值回执'],
]

const messageTypes: readonly MessageType[] = table.map(([name, shape, en, zh]) => ({
  name,
  shape,
  en,
  zh,
}))

const typesByName = new Map(messageTypes.map(type => [type.name, type]))

export const messageTypeNamed = (name: string): MessageType | undefined => typesByName.get(name)

/** `Alicom-Queue-<account>-<MessageType>`; null for a queue of any other name. */
export function messageTypeOfQueue(queueName: string): string | null {
  return /^Alicom-Queue-[0-9]+-([A-Za-z]+)$/.exec(queueName)?.[1] ?? null
}

import { mkdirSync } from 'node:fs'
import type { Instant } from '../../../src/contract/brand.ts'
import { asIs } from '../../../src/contract/words.ts'
import { createIngest } from '../../../src/core/ingest/createIngest.ts'
import { decodeMessage } from '../../../src/core/ingest/decodeMessage.ts'
import type { IncomingMessage } from '../../../src/core/store/incoming.ts'
import { openStore } from '../../../src/core/store/openStore.ts'

const start = Date.UTC(2026, 0, 2, 3, 0, 0)

/** Fills a data directory as the consumers and the endpoint would, with one of every kind and some of the awkward. */
export async function fillDirectory(directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true })
  const store = openStore(directory)
  const ingest = createIngest(store, decodeMessage)
  await ingest.ingest([...reports(30), batch, reply, undecodable, binary, push])
  await ingest.ingest(reports(3))
  store.change(nextRev => {
    store
      .prepare("UPDATE receipt SET pinned = 1, note = '=1+1 ''seen''', rev = ? WHERE seq = 2")
      .run(nextRev())
  })
  await ingest.close()
  store.close()
}

function message(raw: string | Uint8Array, more: Partial<IncomingMessage>): IncomingMessage {
  return {
    via: 'queue',
    account: 'sim',
    source: 'Alicom-Queue-1-SmsReport',
    messageType: 'SmsReport',
    messageId: null,
    requestId: null,
    receivedAt: start as Instant,
    raw: typeof raw === 'string' ? Buffer.from(raw) : raw,
    headers: null,
    requestLine: null,
    signature: null,
    peeked: false,
    ...more,
  }
}

/** The 28th repeats the SMS of the first under another MessageId. */
const report = (index: number) => ({
  phone_number: `1380000${String(1000 + (index === 28 ? 0 : index))}`,
  success: index % 3 !== 0,
  biz_id: `9007199254740993${index % 28}^0`,
  out_id: index % 2 === 0 ? `order-${index}` : '',
  send_time: '2026-01-02 11:00:00',
  report_time: `2026-01-02 11:00:0${index % 10}`,
  err_code: index % 3 === 0 ? 'MK:0001' : 'DELIVERED',
  err_msg: index % 3 === 0 ? '空号, "停机"' : '用户接收成功',
  sms_size: '1',
})

function reports(count: number): IncomingMessage[] {
  return Array.from({ length: count }, (_, index) =>
    message(JSON.stringify(report(index)), {
      messageId: `MESSAGE-${index}`,
      requestId: `request-${index}`,
      receivedAt: (start + index * 1_800_000) as Instant,
    }),
  )
}

const batch = message(JSON.stringify([report(50), report(51), report(52)]), {
  via: 'push',
  source: '/sms',
  headers: [
    ['Host', '127.0.0.1:8099'],
    ['content-TYPE', 'application/json'],
  ],
  requestLine: 'POST /sms HTTP/1.1',
  receivedAt: (start + 10) as Instant,
})
const reply = message(
  JSON.stringify({
    phone_number: '13900000001',
    content: '-退订 "TD",\n=cmd|calc',
    dest_code: '10690001',
    send_time: '2026-01-02 11:00:00',
    sequence_id: 1234567890123,
  }),
  { messageType: 'SmsUp', messageId: 'REPLY-1', source: 'Alicom-Queue-1-SmsUp' },
)
const undecodable = message('neither JSON nor Base64 {', { messageId: 'BROKEN-1' })
const binary = message(Uint8Array.of(0, 255, 128, 10, 13), { messageId: 'BROKEN-2' })
const notification = `<Notification xmlns="http://mns.aliyuncs.com/doc/v1/">
  <TopicName>orders</TopicName>
  <MessageId>PUSH-1</MessageId>
  <Message>order 42 &amp; more</Message>
</Notification>`
const push = message(notification, {
  via: 'push',
  source: '/notifications',
  messageType: null,
  messageId: 'PUSH-1',
  headers: [['x-mns-signing-cert-url', 'aHR0cDovLzEyNy4wLjAuMQ==']],
  requestLine: 'POST /notifications?x=1 HTTP/1.1',
  signature: { verdict: 'valid', certificateTrust: 'untrusted' },
  attempt: {
    peer: '127.0.0.1',
    truncated: false,
    replayed: false,
    topicMessage: 'order 42 & more',
    note: null,
    answer: () => ({ status: 204, milliseconds: 1, reason: asIs('stored') }),
  },
})

import { createHash, createHmac } from 'node:crypto'

export type Server = { endpoint: string; accessKeyId?: string; accessKeySecret?: string }

export type Exchange = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  headers: Record<string, string>
  body: string | null
}

/**
 * How one server is asked to do the common work, as cheaply for the client as its protocol allows: in its largest
 * batches (16 here, 10 at the neighbour) or message by message.
 */
export type Wire = {
  create(): Exchange
  send(): Exchange
  receive(): Exchange
  /** The leases that a receive answered with. */
  leases(answer: string): string[]
  remove(leases: string[]): Exchange
}

/** What a receipt weighs: some 300 bytes of base64. */
export const messageBody = Buffer.from(
  '{"phone_number":"13800000000","success":true,"err_code":"DELIVERED"}'.padEnd(220),
).toString('base64')

export function mnsWire(server: Server, single: boolean): Wire {
  const target = '/queues/bench/messages'
  const item = `<Message><MessageBody>${messageBody}</MessageBody></Message>`
  const items = single ? item : `<Messages>${item.repeat(16)}</Messages>`
  const sendBody = `<?xml version="1.0"?>${items}`
  const sendMd5 = createHash('md5').update(sendBody).digest('base64')
  const known = new Map<string, { second: number; headers: Record<string, string> }>()
  /** What is signed changes once a second; a client that signed anew each time would measure itself. */
  const headers = (method: string, path: string, md5: string) => {
    const key = `${method} ${path} ${md5}`
    const second = Math.floor(Date.now() / 1000)
    const last = known.get(key)
    if (last?.second === second) return last.headers
    const date = new Date().toUTCString()
    const type = method === 'GET' ? '' : 'text/xml'
    const text = `${method}\n${md5}\n${type}\n${date}\nx-mns-version:2015-06-06\n${path}`
    const signature = createHmac('sha1', server.accessKeySecret ?? '')
      .update(text)
      .digest('base64')
    const made = {
      Date: date,
      'x-mns-version': '2015-06-06',
      Authorization: `MNS ${server.accessKeyId}:${signature}`,
      ...(type === '' ? {} : { 'Content-Type': type }),
      ...(md5 === '' ? {} : { 'Content-MD5': md5 }),
    }
    known.set(key, { second, headers: made })
    return made
  }
  const exchange = (
    method: Exchange['method'],
    path: string,
    body: string | null = null,
    md5 = '',
  ): Exchange => ({
    method,
    path,
    headers: headers(method, path, md5),
    body,
  })
  return {
    create: () => exchange('PUT', '/queues/bench', ''),
    send: () => exchange('POST', target, sendBody, sendMd5),
    receive: () => exchange('GET', single ? target : `${target}?numOfMessages=16`),
    leases: answer => [...answer.matchAll(/<ReceiptHandle>([^<]*)</g)].map(([, lease = '']) => lease),
    remove: leases =>
      single
        ? exchange('DELETE', `${target}?ReceiptHandle=${leases[0]}`, '')
        : exchange('DELETE', target, `<ReceiptHandles>${leases.map(handle).join('')}</ReceiptHandles>`),
  }
}

function handle(lease: string): string {
  return `<ReceiptHandle>${lease}</ReceiptHandle>`
}

export function sqsWire(server: Server, single: boolean): Wire {
  const QueueUrl = `${server.endpoint}/000000000000/bench`
  const exchange = (action: string, input: object): Exchange => ({
    method: 'POST',
    path: '/',
    headers: { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': `AmazonSQS.${action}` },
    body: JSON.stringify({ QueueUrl, ...input }),
  })
  const Entries = Array.from({ length: 10 }, (_, at) => ({ Id: String(at), MessageBody: messageBody }))
  const send = single
    ? exchange('SendMessage', { MessageBody: messageBody })
    : exchange('SendMessageBatch', { Entries })
  const receive = exchange('ReceiveMessage', { MaxNumberOfMessages: single ? 1 : 10 })
  return {
    create: () => exchange('CreateQueue', { QueueName: 'bench' }),
    send: () => send,
    receive: () => receive,
    leases: answer => [...answer.matchAll(/"ReceiptHandle":"([^"]*)"/g)].map(([, lease = '']) => lease),
    remove: leases =>
      single
        ? exchange('DeleteMessage', { ReceiptHandle: leases[0] })
        : exchange('DeleteMessageBatch', {
            Entries: leases.map((ReceiptHandle, at) => ({ Id: String(at), ReceiptHandle })),
          }),
  }
}

import MnsClient from '@alicloud/mns'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Simulator, startSimulator } from '../../../src/simulator/startSimulator.ts'

let simulator: Simulator
let client: MnsClient

beforeAll(async () => {
  simulator = await startSimulator()
  client = clientWith({})
})

afterAll(() => simulator.close())

function clientWith(change: { accessKeyId?: string; accessKeySecret?: string }): MnsClient {
  return new MnsClient(simulator.accountId, {
    endpoint: simulator.endpoint,
    accessKeyId: simulator.accessKeyId,
    accessKeySecret: simulator.accessKeySecret,
    ...change,
  })
}

test('a queue is created once, again with the same attributes, and not with others', async () => {
  const created = await client.createQueue('created', { VisibilityTimeout: 60 })
  expect(created.code).toBe(201)
  expect(created.headers.location).toBe(`${simulator.endpoint}/queues/created`)
  expect((await client.createQueue('created', { VisibilityTimeout: 60 })).code).toBe(204)
  await expect(client.createQueue('created', { VisibilityTimeout: 61 })).rejects.toMatchObject({
    name: 'MNSQueueAlreadyExistError',
  })
})

test('attributes are read and changed', async () => {
  await client.createQueue('attributes')
  const before = (await client.getQueueAttributes('attributes')).body
  expect(before).toMatchObject({
    QueueName: 'attributes',
    VisibilityTimeout: '30',
    MaximumMessageSize: '65536',
    MessageRetentionPeriod: '259200',
    DelaySeconds: '0',
    PollingWaitSeconds: '0',
    LoggingEnabled: 'False',
    ActiveMessages: '0',
    InactiveMessages: '0',
    DelayMessages: '0',
  })
  expect(Number(before.CreateTime)).toBeCloseTo(Date.now() / 1000, -1)
  expect(
    (await client.setQueueAttributes('attributes', { DelaySeconds: 5, LoggingEnabled: 'True' })).code,
  ).toBe(204)
  expect((await client.getQueueAttributes('attributes')).body).toMatchObject({
    DelaySeconds: '5',
    LoggingEnabled: 'True',
    VisibilityTimeout: '30',
  })
  await expect(client.setQueueAttributes('attributes', { PollingWaitSeconds: 31 })).rejects.toMatchObject({
    name: 'MNSInvalidArgumentError',
  })
  await expect(client.getQueueAttributes('nowhere')).rejects.toMatchObject({ name: 'MNSQueueNotExistError' })
})

test('queues are listed by prefix, page by page', async () => {
  for (const name of ['page-a', 'page-b', 'page-c']) await client.createQueue(name)
  const urls: string[] = []
  let marker: string | undefined
  let pages = 0
  do {
    const { body, next } = await listRaw(marker)
    urls.push(...body)
    marker = next
    pages++
  } while (marker !== undefined)
  expect(pages).toBe(2)
  expect(urls).toEqual(['page-a', 'page-b', 'page-c'].map(name => `${simulator.endpoint}/queues/${name}`))
})

/** The client drops the marker from what it returns, so the page's end is told by its size. */
async function listRaw(marker: string | undefined): Promise<{ body: string[]; next: string | undefined }> {
  const answer = await client.listQueue(marker, 2, 'page-')
  const body = answer.body.map(queue => queue.QueueURL ?? '')
  return { body, next: body.length === 2 ? Buffer.from('page-c').toString('base64') : undefined }
}

test('a message is sent, seen, received, held longer and deleted', async () => {
  await client.createQueue('life')
  const sent = await client.sendMessage('life', { MessageBody: '你好 & welcome', Priority: 3 })
  expect(sent.code).toBe(201)
  const peeked = (await client.peekMessage('life')).body
  expect(peeked).toMatchObject({ MessageId: sent.body.MessageId, DequeueCount: '0', Priority: '3' })
  expect(peeked.ReceiptHandle).toBeUndefined()
  const received = (await client.receiveMessage('life')).body
  expect(received).toMatchObject({
    MessageId: sent.body.MessageId,
    MessageBody: '你好 & welcome',
    MessageBodyMD5: sent.body.MessageBodyMD5,
    DequeueCount: '1',
  })
  const changed = (await client.changeMessageVisibility('life', received.ReceiptHandle ?? '', 100)).body
  expect(Number(changed.NextVisibleTime) - Date.now()).toBeGreaterThan(90_000)
  await expect(client.deleteMessage('life', received.ReceiptHandle ?? '')).rejects.toMatchObject({
    name: 'MNSMessageNotExistError',
  })
  expect((await client.deleteMessage('life', changed.ReceiptHandle ?? '')).code).toBe(204)
  await expect(client.deleteMessage('life', 'bad')).rejects.toMatchObject({
    name: 'MNSReceiptHandleErrorError',
  })
  await expect(client.peekMessage('life')).rejects.toMatchObject({ name: 'MNSMessageNotExistError' })
})

test('a body that was sent without escaping arrives as it was written', async () => {
  await client.createQueue('unescaped')
  await client.sendMessage('unescaped', { MessageBody: 'hi <b>' })
  expect((await client.receiveMessage('unescaped')).body.MessageBody).toBe('hi <b>')
})

test('a batch goes in and out, and a bad handle is named among good ones', async () => {
  await client.createQueue('batch')
  const bodies = Array.from({ length: 16 }, (_, at) => `message ${at}`)
  const sent = await client.batchSendMessage(
    'batch',
    bodies.map(body => ({ MessageBody: body })),
  )
  expect([sent.code, sent.body.length]).toEqual([201, 16])
  expect((await client.batchPeekMessage('batch', 16)).body).toHaveLength(16)
  const received = (await client.batchReceiveMessage('batch', 16)).body
  expect(received.map(message => message.MessageBody)).toEqual(bodies)
  const handles = received.map(message => message.ReceiptHandle ?? '')
  expect((await client.batchDeleteMessage('batch', handles.slice(0, 8))).code).toBe(204)
  const partial = await client.batchDeleteMessage('batch', [...handles.slice(8), 'bad'])
  expect(partial.code).toBe(404)
  expect(partial.body).toMatchObject([{ ErrorCode: 'MessageNotExist', ReceiptHandle: 'bad' }])
  const counts = (await client.getQueueAttributes('batch')).body
  expect([counts.ActiveMessages, counts.InactiveMessages]).toEqual(['0', '0'])
})

test('a batch that fits in part says which items did not', async () => {
  await client.createQueue('partial', { MaximumMessageSize: 1024 })
  const answer = await client.batchSendMessage('partial', [
    { MessageBody: 'fits' },
    { MessageBody: 'x'.repeat(1025) },
  ])
  expect(answer.code).toBe(500)
  expect(answer.body[0]?.MessageId).toBeDefined()
  expect(answer.body[1]).toEqual({
    ErrorCode: 'InvalidArgument',
    ErrorMessage: expect.stringContaining('MaximumMessageSize'),
  })
})

test('a long poll ends with the message that arrives meanwhile', async () => {
  await client.createQueue('poll')
  const waiting = client.receiveMessage('poll', 10)
  await client.sendMessage('poll', { MessageBody: 'at last' })
  expect((await waiting).body.MessageBody).toBe('at last')
})

test('an empty queue answers that there is no message', async () => {
  await client.createQueue('empty')
  await expect(client.receiveMessage('empty', 1)).rejects.toMatchObject({ name: 'MNSMessageNotExistError' })
})

test('a wrong key and a wrong secret are told apart', async () => {
  await expect(clientWith({ accessKeyId: 'nobody' }).getQueueAttributes('q')).rejects.toMatchObject({
    name: 'MNSInvalidAccessKeyIdError',
  })
  await expect(clientWith({ accessKeySecret: 'wrong' }).getQueueAttributes('q')).rejects.toMatchObject({
    name: 'MNSSignatureDoesNotMatchError',
  })
})

test('a deleted queue is gone with its messages', async () => {
  await client.createQueue('gone')
  await client.sendMessage('gone', { MessageBody: 'x' })
  expect((await client.deleteQueue('gone')).code).toBe(204)
  await expect(client.receiveMessage('gone')).rejects.toMatchObject({ name: 'MNSQueueNotExistError' })
})

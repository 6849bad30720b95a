import MnsClient from '@alicloud/mns'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Simulator, startSimulator } from '../../../src/simulator/startSimulator.ts'

let simulator: Simulator
let client: MnsClient

beforeAll(async () => {
  simulator = await startSimulator()
  const { accountId, endpoint, accessKeyId, accessKeySecret } = simulator
  client = new MnsClient(accountId, { endpoint, accessKeyId, accessKeySecret })
})

afterAll(() => simulator.close())

test('a topic is created, described, changed and created again', async () => {
  const created = await client.createTopic('tour', { MaximumMessageSize: 10_240, LoggingEnabled: 'True' })
  expect(created.code).toBe(201)
  expect(created.headers.location).toBe(`${simulator.endpoint}/topics/tour`)
  expect(
    (await client.createTopic('tour', { MaximumMessageSize: 10_240, LoggingEnabled: 'True' })).code,
  ).toBe(204)
  await expect(client.createTopic('tour', {})).rejects.toMatchObject({ name: 'MNSTopicAlreadyExistError' })
  expect((await client.setTopicAttributes('tour', { MaximumMessageSize: 65_536 })).code).toBe(204)
  const { body } = await client.getTopicAttributes('tour')
  expect(body).toMatchObject({
    TopicName: 'tour',
    MaximumMessageSize: '65536',
    MessageRetentionPeriod: '86400',
    MessageCount: '0',
    LoggingEnabled: 'True',
  })
  expect(Math.abs(Number(body.CreateTime) * 1000 - Date.now())).toBeLessThan(60_000)
})

test('what is not there, and names that may not be, are refused by their codes', async () => {
  await expect(client.getTopicAttributes('nowhere')).rejects.toMatchObject({ name: 'MNSTopicNotExistError' })
  await expect(client.setTopicAttributes('nowhere', {})).rejects.toMatchObject({
    name: 'MNSTopicNotExistError',
  })
  await expect(client.publishMessage('nowhere', { MessageBody: 'x' })).rejects.toMatchObject({
    name: 'MNSTopicNotExistError',
  })
  await expect(client.createTopic('under_score', {})).rejects.toMatchObject({
    name: 'MNSTopicNameInvalidError',
  })
  await expect(client.createTopic('a'.repeat(257), {})).rejects.toMatchObject({
    name: 'MNSTopicNameLengthErrorError',
  })
  await expect(client.createTopic('small', { MaximumMessageSize: 1 })).rejects.toMatchObject({
    name: 'MNSInvalidArgumentError',
  })
})

test('topics are listed page by page', async () => {
  for (const name of ['page-a', 'page-b', 'page-c', 'other']) await client.createTopic(name, {})
  const first = await client.listTopic(undefined, 2, 'page-')
  expect(first.body.map(topic => topic.TopicURL)).toEqual([
    `${simulator.endpoint}/topics/page-a`,
    `${simulator.endpoint}/topics/page-b`,
  ])
})

test('a message is published, and its digest is that of its bytes', async () => {
  await client.createTopic('published', {})
  const { code, body } = await client.publishMessage('published', { MessageBody: '中', MessageTag: 'red' })
  expect(code).toBe(201)
  expect(body.MessageBodyMD5).toBe('AED1DFBC31703955E64806B799B67645')
  expect(body.MessageId).toMatch(/^[0-9A-F]{16}-1-[0-9A-F]+-2\d{8}$/)
  expect((await client.getTopicAttributes('published')).body.MessageCount).toBe('1')
  await expect(
    client.publishMessage('published', { MessageBody: 'x', MessageTag: 'x'.repeat(17) }),
  ).rejects.toMatchObject({ name: 'MNSInvalidArgumentError' })
})

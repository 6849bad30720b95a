import { expect, test } from 'vitest'
import type { Instant } from '../../../src/contract/brand.ts'
import type { HttpExchange } from '../../../src/contract/queues.ts'
import { queueDefaults, queueRanges } from '../../../src/renderer/queuesPanel/ranges.ts'
import { readParameters } from '../../../src/renderer/queuesPanel/readParameters.ts'
import { writeReply, writeRequest } from '../../../src/renderer/queuesPanel/writeExchange.ts'
import { attributeLimits, defaultAttributes } from '../../../src/simulator/queue/attributes.ts'

const exchange: HttpExchange = {
  at: 0 as Instant,
  durationMs: 1,
  method: 'PUT',
  target: '/queues/q',
  requestHeaders: [['Date', 'today']],
  requestBody: '<Queue/>',
  stringToSign: null,
  status: 201,
  replyHeaders: [['location', 'there']],
  replyBody: '',
  problem: null,
}

test('an exchange is written as it stood on the wire', () => {
  expect(writeRequest(exchange)).toBe('PUT /queues/q HTTP/1.1\nDate: today\n\n<Queue/>')
  expect(writeRequest({ ...exchange, requestBody: null })).toBe('PUT /queues/q HTTP/1.1\nDate: today')
  expect(writeReply(exchange)).toBe('HTTP/1.1 201\nlocation: there')
})

test.each([
  ['code=123456, product=shop', { code: '123456', product: 'shop' }],
  ['code=1，name=a=b', { code: '1', name: 'a=b' }],
  ['nothing, =x', {}],
  ['empty=', { empty: '' }],
])('%s is read as template values', (text, values) => {
  expect(readParameters(text)).toEqual(values)
})

test('the form’s ranges and defaults are those of the service', () => {
  for (const { name, least, most } of queueRanges) {
    expect({ name, low: least, high: most }).toEqual({
      name,
      low: attributeLimits[name].low,
      high: attributeLimits[name].high,
    })
  }
  expect(queueDefaults).toEqual(defaultAttributes)
})

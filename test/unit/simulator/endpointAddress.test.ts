import { expect, test } from 'vitest'
import { parseEndpointAddress } from '../../../src/simulator/topic/endpointAddress.ts'

test.each([
  ['http://company.com', { kind: 'http', origin: 'http://company.com', target: '/notifications' }],
  ['http://company.com/', { kind: 'http', origin: 'http://company.com', target: '/notifications' }],
  [
    'http://company.com:8080/a/b?x=1&y=%2F',
    { kind: 'http', origin: 'http://company.com:8080', target: '/a/b?x=1&y=%2F' },
  ],
  ['https://company.com/a/../b', { kind: 'http', origin: 'https://company.com', target: '/a/../b' }],
  ['http://company.com/回执', { kind: 'http', origin: 'http://company.com', target: '/%E5%9B%9E%E6%89%A7' }],
  ['http://[::1]:80/x', { kind: 'http', origin: 'http://[::1]', target: '/x' }],
  [
    'acs:mns:cn-hangzhou:123:queues/orders-1',
    { kind: 'queue', region: 'cn-hangzhou', account: '123', queue: 'orders-1' },
  ],
  ['mail:directmail:a@b.com', { kind: 'mail', address: 'a@b.com' }],
  ['sms:directsms:anonymous', { kind: 'sms', phone: null }],
  ['sms:directsms:13800000000', { kind: 'sms', phone: '13800000000' }],
])('%s is understood', (text, expected) => {
  expect(parseEndpointAddress(text)).toEqual(expected)
})

test.each([
  '',
  'company.com',
  'ftp://company.com/',
  'http://',
  'http://user:secret@company.com/',
  'http://company.com/mns-reserved-x',
  'http://company.com/a b',
  'http://company.com:99999/',
  'acs:mns:cn-hangzhou:123:topics/t',
  'acs:mns:cn-hangzhou:123:queues/',
  'mail:directmail:nobody',
  'sms:directsms:',
])('%j is refused', text => {
  expect(parseEndpointAddress(text)).toBeNull()
})

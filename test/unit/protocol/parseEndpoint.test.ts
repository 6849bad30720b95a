import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Endpoint, parseEndpoint } from '../../../src/protocol/endpoint/parseEndpoint.ts'
import { regionEndpoint, regions } from '../../../src/protocol/endpoint/regions.ts'

const account = '1234567890123456'
const hangzhou = `https://${account}.mns.cn-hangzhou.aliyuncs.com`

function read(text: string): { endpoint: Endpoint; codes: string[] } {
  const reading = parseEndpoint(text)
  if (reading.outcome === 'unusable') throw new Error(reading.message.en)
  return { endpoint: reading.endpoint, codes: reading.notes.map(({ code }) => code) }
}

test('every address the region table writes is read back without a complaint', () => {
  for (const region of regions) {
    for (const network of ['public', 'internal', 'vpc'] as const) {
      const url = regionEndpoint(account, region, network)
      if (url === null) {
        expect(region.finance).toBe(true)
        continue
      }
      const { endpoint, codes } = read(url)
      expect(endpoint).toMatchObject({ url, accountId: account, region: region.id, network, resource: null })
      expect(codes).toEqual(network === 'public' ? [] : ['inside-only'])
    }
  }
})

test.each([
  [`${hangzhou}/`, []],
  [`  ${hangzhou} \n`, ['trimmed']],
  [`"${hangzhou}"`, ['trimmed']],
  [`${hangzhou}\u200b`, ['trimmed']],
  [hangzhou.replace('https://', ''), ['scheme-added']],
  [hangzhou.toUpperCase(), []],
  [`${hangzhou}/queues/orders`, ['resource-recognised']],
  [`${hangzhou}/topics/news/subscriptions/s`, ['resource-recognised']],
  [`${hangzhou}/queues`, ['path-dropped']],
  [`${hangzhou}/?a=b`, ['path-dropped']],
])('%j is the address of Hangzhou', (text, expected) => {
  const { endpoint, codes } = read(text)
  expect(endpoint).toMatchObject({ url: hangzhou, scheme: 'https', region: 'cn-hangzhou', network: 'public' })
  expect(codes).toEqual(expected)
})

test('a pasted queue is named', () => {
  expect(read(`${hangzhou}/queues/orders/messages?waitseconds=1`).endpoint.resource).toEqual({
    kind: 'queue',
    name: 'orders',
  })
})

test.each([
  ['http://127.0.0.1:9100', 'http://127.0.0.1:9100', ['loopback']],
  ['localhost:9100', 'http://localhost:9100', ['scheme-added', 'loopback']],
  ['localhost', 'http://localhost', ['scheme-added', 'loopback']],
  ['broker:9100', 'http://broker:9100', ['scheme-added', 'foreign-host']],
  ['http://broker', 'http://broker', ['foreign-host']],
  ['[::1]:9100/', 'http://[::1]:9100', ['scheme-added', 'loopback']],
  ['https://mns.proxy.example', 'https://mns.proxy.example', ['foreign-host']],
  [
    `http://${account}.mns.cn-hangzhou.aliyuncs.com`,
    `http://${account}.mns.cn-hangzhou.aliyuncs.com`,
    ['unencrypted'],
  ],
  [
    `http://${account}.mqs-cn-hangzhou.aliyuncs.com`,
    `http://${account}.mqs-cn-hangzhou.aliyuncs.com`,
    ['older-protocol', 'unencrypted'],
  ],
  [
    'https://1943695596114318.mns.cn-hangzhou.aliyuncs.com',
    'https://1943695596114318.mns.cn-hangzhou.aliyuncs.com',
    ['sms-owner'],
  ],
  [
    `https://${account}.mns.cn-hangzou.aliyuncs.com`,
    `https://${account}.mns.cn-hangzou.aliyuncs.com`,
    ['unknown-region'],
  ],
])('%s is taken as %s with %j', (text, url, expected) => {
  const { endpoint, codes } = read(text)
  expect(endpoint.url).toBe(url)
  expect(codes).toEqual(expected)
})

describe('unusable, and says why', () => {
  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['http://$AccountId.mns.cn-hangzhou.aliyuncs.com', 'placeholder'],
    ['http://{AccountId}.mns.cn-hangzhou.aliyuncs.com', 'placeholder'],
    ['https://mns.cn-hangzhou.aliyuncs.com', 'account id is missing'],
    ['https://me.mns.cn-hangzhou.aliyuncs.com', 'a number'],
    ['ftp://x', 'http and https'],
    ['https://key:secret@127.0.0.1', 'user name'],
    ['https://dysmsapi.aliyuncs.com', 'another service'],
    ['http://a b', 'can’t be read'],
    ['nonsense', 'single word'],
    ['12345/', 'single word'],
    [`https://${account}.mns.cn-shanghai-finance.aliyuncs.com`, 'no public address'],
  ])('%j', (text, part) => {
    const reading = parseEndpoint(text)
    if (reading.outcome !== 'unusable') throw new Error(`read as ${reading.endpoint.url}`)
    expect(reading.message.en).toContain(part)
    expect(reading.seen).toBe(text.replace('key:secret', '…'))
    expect(reading.expected).toContain('mns.<region>.aliyuncs.com')
  })
})

test('whatever is pasted, an answer comes back, and a usable one reads as itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.domain()), text => {
      const reading = parseEndpoint(text)
      if (reading.outcome === 'endpoint')
        expect(read(reading.endpoint.url).endpoint.url).toBe(reading.endpoint.url)
    }),
  )
})

test.each(["&'#", '("?', "http://'", 'a%26b'])(
  'a host that no name can be is refused, not half kept: %s',
  text => {
    expect(parseEndpoint(text)).toMatchObject({ outcome: 'unusable' })
  },
)

import { expect, test } from 'vitest'
import { asIs } from '../../../src/contract/words.ts'
import { createTokenSource } from '../../../src/core/credentials/createTokenSource.ts'
import type { MnsResult } from '../../../src/core/mns/mnsResult.ts'
import type { QueueToken } from '../../../src/protocol/smsApi/queueTokenReply.ts'

const start = 1_700_000_000_000
const minute = 60_000

function setUp(life: { createTime: number | null; expireTime: number | null }) {
  let time = start
  let fetched = 0
  let broken = false
  const fetchToken = (): Promise<MnsResult<QueueToken>> => {
    fetched++
    if (broken)
      return Promise.resolve({ ok: false, failure: { kind: 'unreachable', code: 'X', message: asIs('x') } })
    const value = { accessKeyId: `k${fetched}`, accessKeySecret: 's', securityToken: 't', ...life }
    return Promise.resolve({ ok: true, value })
  }
  const source = createTokenSource(fetchToken, () => time)
  const key = async () => {
    const result = await source.token()
    return result.ok ? result.value.accessKeyId : result.failure.kind
  }
  return {
    source,
    key,
    fetched: () => fetched,
    pass: (milliseconds: number) => {
      time += milliseconds
    },
    breakDown: () => {
      broken = true
    },
  }
}

const tenMinutes = { createTime: start, expireTime: start + 10 * minute }

test('a token is used until two minutes before its end', async () => {
  const { key, pass, source } = setUp(tenMinutes)
  expect(await key()).toBe('k1')
  expect(source.until()).toBe(start + 10 * minute)
  pass(8 * minute - 1)
  expect(await key()).toBe('k1')
  pass(2)
  expect(await key()).toBe('k2')
})

test('askers at the same time share one request', async () => {
  const { key, fetched } = setUp(tenMinutes)
  expect(await Promise.all([key(), key(), key()])).toEqual(['k1', 'k1', 'k1'])
  expect(fetched()).toBe(1)
})

test("a clock that is wrong here doesn't shorten a token's life", async () => {
  const hoursAway = { createTime: start - 9e7, expireTime: start - 9e7 + 10 * minute }
  const { key, source, pass } = setUp(hoursAway)
  await key()
  expect(source.until()).toBe(start + 10 * minute)
  pass(5 * minute)
  expect(await key()).toBe('k1')
})

test('without a named end, ten minutes are assumed', async () => {
  const { key, source } = setUp({ createTime: null, expireTime: null })
  await key()
  expect(source.until()).toBe(start + 10 * minute)
})

test('a refused token is renewed once, not over and over', async () => {
  const { key, source, pass } = setUp(tenMinutes)
  await key()
  expect(source.renew()).toBe(true)
  expect(await key()).toBe('k2')
  expect(source.renew()).toBe(false)
  pass(11_000)
  expect(source.renew()).toBe(true)
})

test('while no new token can be had, the old one serves to its end', async () => {
  const { key, pass, breakDown } = setUp(tenMinutes)
  await key()
  breakDown()
  pass(9 * minute)
  expect(await key()).toBe('k1')
  pass(minute)
  expect(await key()).toBe('unreachable')
})

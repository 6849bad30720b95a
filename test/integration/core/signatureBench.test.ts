import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SampleKind } from '../../../src/contract/signature.ts'
import { openTestCore, type TestCore } from './openTestCore.ts'

let core: TestCore
beforeAll(async () => {
  core = await openTestCore()
})
afterAll(() => core.close())

const sample = (kind: SampleKind) => core.call('signature.sample', { kind })
const check = (text: string, secret: string | null = null) =>
  core.call('signature.check', {
    source: { kind: 'capture', text },
    secret,
    certificate: null,
    registeredUrl: null,
  })
const outcomeOf = (found: Awaited<ReturnType<typeof check>>, code: string) =>
  found.verification.checks.find(each => each.code === code)?.outcome

test('the genuine sample is valid, and its string to sign is laid out with where each line comes from', async () => {
  const found = await check((await sample('genuine')).text)
  expect(found.verification).toMatchObject({ kind: 'push', verdict: 'valid', diagnosis: [] })
  expect(found.verification.certificate).toMatchObject({ hostTrusted: true, keyBits: 2048 })
  expect(found.signed).toBe('same')
  expect(found.lines.map(({ received }) => received).join('\n')).toBe(found.verification.stringToSign)
  expect(found.lines.at(0)).toEqual({
    origin: { kind: 'method', name: null },
    received: 'POST',
    signed: 'POST',
  })
  expect(found.lines.at(2)?.origin).toEqual({ kind: 'header', name: 'content-type' })
  expect(found.lines.at(-1)?.received).toBe('/notifications?tenant=7')
})

test('the altered sample is invalid as received, and what was really signed stands beside it', async () => {
  const { text } = await sample('altered')
  const found = await check(text)
  expect(found.verification.verdict).toBe('invalid')
  expect(found.signed).toBe('recovered')
  const [why] = found.verification.diagnosis
  expect(why).toMatchObject({ proven: true })
  expect(why?.edits.map(({ kind, name }) => [kind, name])).toEqual([
    ['header-changed', 'content-type'],
    ['header-added', 'x-mns-forwarded-by'],
  ])
  expect(found.lines.filter(({ received, signed }) => received !== signed)).toEqual([
    {
      origin: { kind: 'header', name: 'content-type' },
      received: 'text/xml; charset=UTF-8',
      signed: 'text/xml;charset=utf-8',
    },
    {
      origin: { kind: 'header', name: 'x-mns-forwarded-by' },
      received: 'x-mns-forwarded-by:gateway-3',
      signed: null,
    },
  ])
  expect(
    found.lines.flatMap(({ signed }) => signed ?? []).join('\n'),
    'the lines make the text that was signed',
  ).toBe(why?.stringToSign)
  expect(found.verification.signedDigest).toMatch(/^[0-9a-f]{40}$/)
})

test('the forged sample is invalid for its certificate’s host alone, and nothing is fetched', async () => {
  const found = await check((await sample('forged')).text)
  expect(found.verification.verdict).toBe('invalid')
  expect(outcomeOf(found, 'certificate-host')).toBe('fail')
  expect(outcomeOf(found, 'signature')).toBe('skipped')
  expect(found.signed).toBe('unknown')
})

test('a request signed with HMAC is decided with its secret only, and the secret is in no answer', async () => {
  const { text, secret } = await sample('request')
  const undecided = await check(text)
  expect(undecided.verification).toMatchObject({ kind: 'request', verdict: 'undecided' })
  const found = await check(text, secret)
  expect(found.verification.verdict).toBe('invalid')
  expect(found.verification.diagnosis[0]?.edits).toEqual([
    { kind: 'header-changed', name: 'content-type', signed: 'text/xml', received: 'text/xml;charset=utf-8' },
  ])
  expect(JSON.stringify(found)).not.toContain(secret)
})

test('an AccessKey id that is nearly an account’s is named as misspelled, with the typed secret and without', async () => {
  const { text, secret } = await sample('request')
  const fitting = text.replace('text/xml;charset=utf-8', 'text/xml')
  const [, id = ''] = /Authorization: MNS ([^:]+):/.exec(text) ?? []
  await core.call('accounts.save', {
    id: null,
    name: 'Of the bench',
    endpoint: 'http://127.0.0.1:9',
    apiEndpoint: null,
    region: null,
    accessKeyId: id,
    accessKeySecret: secret,
    securityToken: null,
    credentials: 'accessKey',
    signature: 'v2',
  })
  const misspelled = `${id.slice(0, -1)}${id.endsWith('0') ? 'O' : '0'}`
  for (const given of [secret, null]) {
    const found = await check(fitting.replace(`MNS ${id}:`, `MNS ${misspelled}:`), given)
    expect(found.verification.verdict).toBe('invalid')
    expect(found.verification.diagnosis[0]).toMatchObject({
      edits: [{ kind: 'wrong-key', signed: { en: `the secret of ${id}` } }],
      fix: { en: expect.stringContaining('AccessKey id') },
      proven: true,
    })
    expect(JSON.stringify(found)).not.toContain(secret)
  }
  expect((await check(fitting, secret)).verification.verdict).toBe('valid')
  const other = await check(fitting.replace(`MNS ${id}:`, 'MNS another-key-altogether:'), 'another secret')
  expect(other.verification.diagnosis[0]?.edits).toMatchObject([
    { kind: 'wrong-key', signed: { en: `the secret of ${id}` } },
  ])
})

test('of a HAR file with several requests the wanted one is checked', async () => {
  const entry = (path: string) => ({
    startedDateTime: '2026-01-01T00:00:00.000Z',
    request: { method: 'GET', url: `http://h/${path}`, headers: [] },
  })
  const text = JSON.stringify({ log: { entries: [entry('a'), entry('b')] } })
  const found = await core.call('signature.check', {
    source: { kind: 'capture', text, entry: 1 },
    secret: null,
    certificate: null,
    registeredUrl: null,
  })
  expect(found.request.target).toBe('/b')
  expect(found.among).toEqual({
    entries: [
      { method: 'GET', target: '/a', signed: false },
      { method: 'GET', target: '/b', signed: false },
    ],
    chosen: 1,
  })
})

test('a verifier is written for a push, with the simulator’s host among those it trusts', async () => {
  const { text } = await sample('genuine')
  const source = { kind: 'capture' as const, text }
  const { fileName, run, source: program } = await core.call('signature.verifier', { source, language: 'go' })
  expect([fileName, run]).toEqual(['verify_push.go', 'go run verify_push.go'])
  const url = /x-mns-signing-cert-url: (\S+)/.exec(text)?.[1] ?? ''
  expect(program).toContain(`"${new URL(Buffer.from(url, 'base64').toString()).origin}"`)
  const request = { kind: 'capture' as const, text: (await sample('request')).text }
  await expect(core.call('signature.verifier', { source: request, language: 'go' })).rejects.toThrow(
    'a push of MNS',
  )
})

test('a push that the endpoint took is checked by its own bytes and attempts', async () => {
  const { text } = await sample('altered')
  const [head = '', body = ''] = text.split('\n\n')
  const [, ...headers] = head.split('\n')
  await fetch(`${core.origin}/notifications?tenant=7`, {
    method: 'POST',
    headers: headers
      .map(line => line.split(/: (.*)/s, 2) as [string, string])
      .filter(([name]) => name !== 'Host'),
    body,
  })
  const [row] = await core.rows()
  if (row === undefined) throw new Error('nothing was stored')
  const source = { kind: 'push' as const, id: row.id, attempt: null }
  const found = await core.call('signature.check', {
    source,
    secret: null,
    certificate: null,
    registeredUrl: null,
  })
  expect(found.request).toMatchObject({ method: 'POST', target: '/notifications?tenant=7' })
  expect(found.verification.verdict).toBe('invalid')
  expect(found.signed).toBe('recovered')
})

test('a string of one’s own is compared byte by byte, and the broken rule is named', async () => {
  const { text } = await sample('genuine')
  const source = { kind: 'capture' as const, text }
  const { verification } = await check(text)
  const compare = (own: string) => core.call('signature.compare', { source, own })
  expect(await compare(verification.stringToSign)).toEqual({ outcome: 'same' })
  const withoutQuery = verification.stringToSign.replace('?tenant=7', '')
  expect(await compare(withoutQuery)).toMatchObject({
    outcome: 'different',
    firstDifference: { own: null, expected: '3f' },
    mistakes: { explanation: { en: expect.stringContaining('/notifications') } },
  })
})

test('what is no request is refused with what was expected', async () => {
  await expect(check('hello')).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('curl'),
  })
})

import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { acs3Mistakes, composeAcs3Parts, partsOfAcs3 } from '../../../src/protocol/diagnosis/acs3Mistakes.ts'
import { diagnoseRequest } from '../../../src/protocol/diagnosis/diagnoseRequest.ts'
import { evidenceOf } from '../../../src/protocol/diagnosis/evidence.ts'
import type { Composed, Mistake } from '../../../src/protocol/diagnosis/mistake.ts'
import { composeRpc, partsOfRpc, rpcMistakes } from '../../../src/protocol/diagnosis/rpcMistakes.ts'
import { v4FormMistakes } from '../../../src/protocol/diagnosis/v4FormMistakes.ts'
import { composeV4, partsOfV4 } from '../../../src/protocol/diagnosis/v4Parts.ts'
import { v4ScopeMistakes } from '../../../src/protocol/diagnosis/v4ScopeMistakes.ts'
import { explainSignature } from '../../../src/protocol/explainSignature.ts'
import type { HttpRequest } from '../../../src/protocol/httpRequest.ts'
import { signAcs3 } from '../../../src/protocol/requestSignature/acs3.ts'
import { signMnsV4 } from '../../../src/protocol/requestSignature/mnsV4.ts'
import { signRpcV1 } from '../../../src/protocol/requestSignature/rpcV1.ts'
import { seededRandom } from '../../../src/simulator/random.ts'
import { requestWith } from './requests.ts'

const at = Date.parse('2026-11-20T13:11:58Z')
const own = { accessKeyId: 'LTAIown', accessKeySecret: 'Nq3vExampleSecret' }

function signed(request: HttpRequest, added: HttpRequest['headers']): HttpRequest {
  return { ...request, headers: [...request.headers, ...added] }
}

/** The request as a client sends it that composed its string as given. */
type Resign = (request: HttpRequest, composed: Composed) => HttpRequest

const intoAuthorization: Resign = (request, { text, keyOf }) => {
  const signature = createHmac('sha256', keyOf(own.accessKeySecret)).update(text).digest('hex')
  const headers = request.headers.map(
    ([name, value]) => [name, value.replace(/Signature=.*/, `Signature=${signature}`)] as const,
  )
  return { ...request, headers }
}

const intoQuery: Resign = (request, { text, keyOf }) => {
  const signature = createHmac('sha1', keyOf(own.accessKeySecret)).update(text).digest('base64')
  return {
    ...request,
    target: request.target.replace(/Signature=[^&]*$/, `Signature=${encodeURIComponent(signature)}`),
  }
}

type Case<Parts> = {
  request: HttpRequest
  parts: Parts
  mistakes: readonly Mistake<Parts>[]
  compose: (parts: Parts) => Composed
  resign: Resign
}

function present<Value>(value: Value | null): Value {
  if (value === null) throw new Error('nothing was read')
  return value
}

function v4Case() {
  const plain = requestWith(
    'PUT',
    '/queues/a%20b?Limit=5&marker=x+y',
    {
      Date: 'Fri, 20 Nov 2026 13:11:58 GMT',
      Host: 'h',
      'Content-Type': 'text/xml',
      'Content-MD5': 'ZDQxZDhjZDk4ZjAwYjIwNGU5ODAwOTk4ZWNmODQyN2U=',
      'x-mns-version': '2015-06-06',
    },
    '<Queue/>',
  )
  const request = signed(plain, signMnsV4(plain, own, { at, region: 'cn-hangzhou' }))
  const parts = present(partsOfV4(request))
  const mistakes = [...v4ScopeMistakes(parts), ...v4FormMistakes(request)]
  return { request, parts, mistakes, compose: composeV4, resign: intoAuthorization }
}

function rpcCase() {
  const query = signRpcV1(
    { Action: 'SendSms', Name: "a b*~(c)'!", outId: 'x/y', RegionId: 'cn-hangzhou' },
    own,
    { method: 'GET', at, nonce: 'n-1' },
  )
  const request = requestWith('GET', `/?${query}`, {})
  const explained = explainSignature(request)
  const parts = partsOfRpc(explained.kind === 'request' ? explained.stringToSign : '')
  return { request, parts, mistakes: rpcMistakes(parts), compose: composeRpc, resign: intoQuery }
}

function acs3Case() {
  const plain = requestWith(
    'POST',
    '/?b=1&a=x+y*~',
    {
      host: 'dysmsapi.aliyuncs.com',
      'user-agent': 'tool',
      'content-type': 'application/json',
      'x-acs-action': 'SendSms',
      'x-acs-version': '2017-05-25',
    },
    '{"a":1}',
  )
  const request = signed(plain, signAcs3(plain, own, { at, nonce: 'n' }))
  const parts = present(partsOfAcs3(request))
  return {
    request,
    parts,
    mistakes: acs3Mistakes(request, parts),
    compose: composeAcs3Parts,
    resign: intoAuthorization,
  }
}

/** What two mistakes share can't be told apart: the text and the key that come of them. */
const outcomeOf = ({ text, keyOf }: Composed) => `${Buffer.from(keyOf('s')).toString('hex')} ${text}`

function diagnose(request: HttpRequest) {
  const diagnosis = diagnoseRequest(evidenceOf(request), [own])
  return diagnosis.outcome === 'explained' ? diagnosis.explanation : null
}

function suite<Parts>(make: () => Case<Parts>): void {
  const { request, parts, mistakes, compose, resign } = make()
  const right = outcomeOf(compose(parts))

  test('its parts make the string that is signed', () => {
    expect(diagnose(resign(request, compose(parts)))?.edits).toEqual([])
  })

  test('every mistake by itself is named, and proven', () => {
    const seen = new Set([right])
    const times: number[] = []
    for (const { edit, apply } of mistakes) {
      const composed = compose(apply(parts))
      if (seen.has(outcomeOf(composed))) continue
      seen.add(outcomeOf(composed))
      const wrong = resign(request, composed)
      const cpu = process.cpuUsage()
      const explanation = diagnose(wrong)
      const { user, system } = process.cpuUsage(cpu)
      times.push((user + system) / 1000)
      expect([edit.signed, explanation?.edits]).toEqual([edit.signed, [edit]])
      expect(explanation?.stringToSign).toBe(composed.text)
    }
    expect(seen.size).toBeGreaterThan(20)
    // The first ones are not compiled yet, and a busy machine's take longer.
    expect(times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.9)]).toBeLessThan(100)
  })

  test('two at once are named: a part of the pairs', () => {
    const random = seededRandom(4)
    const found = { named: 0, tried: 0 }
    const usual = mistakes.filter(({ edit }) => edit.name !== 'region')
    while (found.tried < 60) {
      const pick = () => usual[Math.floor(random() * usual.length)]
      const [first, second] = [pick(), pick()]
      if (first === undefined || second === undefined || first.edit.name === second.edit.name) continue
      const composed = compose(second.apply(first.apply(parts)))
      const alone = [first, second].map(({ apply }) => outcomeOf(compose(apply(parts))))
      if ([right, ...alone].includes(outcomeOf(composed))) continue
      found.tried++
      const explanation = diagnose(resign(request, composed))
      if (explanation?.stringToSign === composed.text) found.named++
    }
    expect(found.named / found.tried).toBeGreaterThanOrEqual(0.98)
  })
}

describe('V4', () => suite(v4Case))
describe('RPC', () => suite(rpcCase))
describe('ACS3', () => suite(acs3Case))

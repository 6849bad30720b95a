import { createHmac } from 'node:crypto'
import { type HttpRequest, headerValue } from '../httpRequest.ts'
import { explainMnsV4, parseMnsV4Authorization } from '../requestSignature/mnsV4.ts'
import type { Composed } from './mistake.ts'

type V4Scope = {
  readonly day: string
  readonly region: string
  readonly product: string
  readonly end: string
}

export type V4Parts = {
  readonly word: string
  readonly time: string
  readonly scope: V4Scope
  /** Null where the secret itself is the key. */
  readonly key: (V4Scope & { readonly prefix: string; readonly hexadecimal: boolean }) | null
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: readonly string[]
  readonly tail: readonly string[]
  readonly lineEnd: string
}

/** What the string of a V4 request is made of; null for one of another scheme. */
export function partsOfV4(request: HttpRequest): V4Parts | null {
  const claim = parseMnsV4Authorization(headerValue(request.headers, 'authorization') ?? '')
  const lines = explainMnsV4(request)
  if (claim === null || lines === null) return null
  const textOf = (kind: string) => lines.find(({ source }) => source.kind === kind)?.text ?? ''
  const scope = { day: claim.day, region: claim.region, product: 'mns', end: claim.variant.scopeEnd }
  return {
    word: textOf('scheme'),
    time: textOf('time'),
    scope,
    key: { ...scope, prefix: claim.variant.keyPrefix, hexadecimal: false },
    method: textOf('method'),
    path: textOf('path'),
    query: textOf('query'),
    headers: lines.filter(({ source }) => source.kind === 'header').map(({ text }) => text),
    tail: ['', ''],
    lineEnd: '\n',
  }
}

export function composeV4({ scope, key, headers, tail, lineEnd, ...parts }: V4Parts): Composed {
  const { word, time, method, path, query } = parts
  const scopeLine = [scope.day, scope.region, scope.product, scope.end].join('/')
  const text = [word, time, scopeLine, method, path, query, ...headers, ...tail].join(lineEnd)
  return { text, keyOf: key === null ? asItIs : deriverOf(key) }
}

const asItIs = (secret: string): string => secret

type Key = NonNullable<V4Parts['key']>

/** The same function for the same key, so that what it makes of a secret can be used again. */
const derivers = new WeakMap<Key, (secret: string) => Uint8Array>()

function deriverOf(key: Key): (secret: string) => Uint8Array {
  const known = derivers.get(key)
  if (known !== undefined) return known
  const derive = (secret: string) => deriveKey(secret, key)
  derivers.set(key, derive)
  return derive
}

function deriveKey(secret: string, key: Key): Uint8Array {
  const start: Uint8Array = Buffer.from(key.prefix + secret)
  return [key.day, key.region, key.product, key.end].reduce((above, step) => {
    const mac = createHmac('sha256', above).update(step)
    return key.hexadecimal ? Buffer.from(mac.digest('hex')) : mac.digest()
  }, start)
}

/** In the string and in the key, as a client has it that is wrong about its own scope. */
export function withScope(change: Partial<V4Scope>): (parts: V4Parts) => V4Parts {
  return parts => ({
    ...parts,
    scope: { ...parts.scope, ...change },
    key: parts.key === null ? null : { ...parts.key, ...change },
  })
}

export function withKey(change: Partial<Key>): (parts: V4Parts) => V4Parts {
  return parts => ({ ...parts, key: parts.key === null ? null : { ...parts.key, ...change } })
}

import { originForm } from '../../canonical/originForm.ts'
import { wireBytes } from '../../canonical/wireEncoding.ts'
import { headerValue } from '../../httpRequest.ts'
import type { Evidence } from '../evidence.ts'
import type { Cause, Hypothesis } from '../hypothesis.ts'

/** Headers in which proxies keep the target they changed. */
const originalTargetHeaders = [
  'x-original-uri',
  'x-original-url',
  'x-rewrite-url',
  'x-forwarded-uri',
  'x-envoy-original-path',
  'x-request-uri',
]

/** `defaultPath` is where such requests go unless somebody chose another path. */
export function guessTarget(
  { request, registeredTarget, otherAttempts }: Evidence,
  defaultPath: string | null,
): Hypothesis[] {
  const received = originForm(request.target)
  const hypotheses = new Map<string, Hypothesis>()
  const add = (signed: string | undefined, cause: Cause, cost: 1 | 2 | 3) => {
    if (signed === undefined || signed === '' || signed === received || hypotheses.has(signed)) return
    const edits = [{ kind: 'target-changed', name: null, signed, received: request.target }] as const
    hypotheses.set(signed, { slot: 'target', occurrence: 0, signed, edits, cause, cost })
  }
  const originals = [
    registeredTarget,
    ...originalTargetHeaders.map(name => headerValue(request.headers, name) ?? null),
    ...otherAttempts.map(attempt => originForm(attempt.target)),
  ].flatMap(target => (target === null ? [] : [originForm(target)]))
  for (const original of originals) add(original, causeBetween(original, received), 1)
  for (const original of originals) {
    add(pathOf(original), causeBetween(pathOf(original), received), 1)
    add(pathOf(original) + queryOf(received), causeBetween(pathOf(original), pathOf(received)), 1)
    add(pathOf(received) + queryOf(original), 'query-changed', 1)
    for (const spelling of respellTarget(original)) add(spelling, 'target-replaced', 3)
  }
  add(pathOf(received), 'query-changed', 1)
  if (defaultPath !== null) {
    add(defaultPath, causeBetween(defaultPath, received), 1)
    add(defaultPath + queryOf(received), causeBetween(defaultPath, pathOf(received)), 2)
    add(defaultPath + received, 'path-prefix-changed', 3)
  }
  const prefix = headerValue(request.headers, 'x-forwarded-prefix')
  if (prefix !== undefined) add(prefix.replace(/\/$/, '') + received, 'path-prefix-changed', 1)
  for (const shorter of withoutPrefixes(received)) add(shorter, 'path-prefix-changed', 2)
  for (const shorter of withoutOneParameter(received)) add(shorter, 'query-changed', 2)
  for (const spelling of respellTarget(received)) add(spelling, 'path-respelled', 2)
  add(request.target, 'path-respelled', 3)
  const host = headerValue(request.headers, 'host')
  if (host !== undefined) {
    for (const scheme of ['http', 'https']) add(`${scheme}://${host}${received}`, 'path-respelled', 3)
  }
  return [...hypotheses.values()]
}

function pathOf(target: string): string {
  return target.split('?', 1)[0] ?? ''
}

/** With its question mark; empty where there is none. */
function queryOf(target: string): string {
  return target.slice(pathOf(target).length)
}

function causeBetween(signed: string, received: string): Cause {
  if (pathOf(signed) === pathOf(received)) return 'query-changed'
  const [one, other] = [pathOf(signed), pathOf(received)]
  if (one.endsWith(other) || other.endsWith(one)) return 'path-prefix-changed'
  return decodeLoosely(one) === decodeLoosely(other) ? 'path-respelled' : 'target-replaced'
}

function withoutPrefixes(target: string): string[] {
  const segments = pathOf(target).split('/').slice(1)
  return segments.slice(1, 6).map((_, index) => `/${segments.slice(index + 1).join('/')}${queryOf(target)}`)
}

function withoutOneParameter(target: string): string[] {
  const parameters = queryOf(target).slice(1).split('&')
  if (parameters.length < 2 || parameters.length > 10) return []
  return parameters
    .map((_, index) => `${pathOf(target)}?${parameters.toSpliced(index, 1).join('&')}`)
    .reverse()
}

/** Names and values escaped one by one, as they were before a framework decoded the query as a whole. */
function escapeParameters(query: string): string {
  const escapePart = (text: string) => encodeURIComponent(Buffer.from(text, 'latin1').toString('utf8'))
  return query
    .replace(/^\?/, '')
    .split('&')
    .map(pair => pair.split('=').map(escapePart).join('='))
    .join('&')
}

/** Escapes decoded, added, in other capitals, a slash or question mark more or less at the end, slashes doubled. */
function respellTarget(target: string): string[] {
  const path = pathOf(target)
  const query = queryOf(target)
  return [
    path.endsWith('/') ? path.slice(0, -1) + query : `${path}/${query}`,
    decodeLoosely(target),
    decodeLoosely(path) + query,
    path + decodeLoosely(query),
    escapeLoosely(target),
    escapeLoosely(path) + query,
    ...(query === '' ? [] : [`${escapeLoosely(path)}?${escapeParameters(query)}`]),
    path + escapeLoosely(query),
    escapeLoosely(decodeLoosely(target)),
    target.replaceAll('%', '%25'),
    target.replaceAll('%25', '%'),
    target.replaceAll(/%[0-9a-f]{2}/gi, escaped => escaped.toLowerCase()),
    target.replaceAll(/%[0-9a-f]{2}/gi, escaped => escaped.toUpperCase()),
    path + query.replaceAll('+', '%20'),
    path + query.replaceAll('%20', '+'),
    path + query.replaceAll('+', '%2B'),
    path + query.replaceAll(/%2b/gi, '+'),
    path + query.replaceAll('=', '%3D').replace('%3D', '='),
    path + sortQuery(query),
    target.replaceAll(/\/{2,}/g, '/'),
    `/${target}`,
    target.toLowerCase(),
    target.endsWith('?') ? target.slice(0, -1) : `${target}?`,
    target.replace(/#.*$/, ''),
    `${target} `,
    target.slice(1),
  ]
}

function sortQuery(query: string): string {
  return query === '' ? '' : `?${query.slice(1).split('&').sort().join('&')}`
}

function decodeLoosely(text: string): string {
  return text.replaceAll(/%[0-9a-f]{2}/gi, escaped =>
    String.fromCharCode(Number.parseInt(escaped.slice(1), 16)),
  )
}

/** Escapes bytes that can't stand in a target, and leaves every reserved character and escape alone. */
function escapeLoosely(text: string): string {
  return text.replaceAll(/[^\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]/gu, character =>
    [...wireBytes(character)].map(byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  )
}

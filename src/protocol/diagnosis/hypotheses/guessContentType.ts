import { headerValue } from '../../httpRequest.ts'
import type { Evidence } from '../evidence.ts'
import type { Hypothesis } from '../hypothesis.ts'
import { proposeHeader } from './proposal.ts'

/** Longer values are no media type, and not worth the time. */
const longestRespelled = 200

const knownTypes = ['text/xml', 'text/plain', 'application/json', 'application/xml']
const otherTypes = ['application/x-www-form-urlencoded', 'application/octet-stream', 'text/html']

export function guessContentType({ request, otherAttempts }: Evidence): Hypothesis[] {
  const received = headerValue(request.headers, 'content-type') ?? null
  const guesses = proposeHeader('content-type', received)
  const respelled = received === null || received.length > longestRespelled ? [] : respell(received)
  for (const value of respelled) guesses.add(value, 'content-type-respelled', 1)
  const lost = received === null ? 'header-dropped' : 'content-type-replaced'
  for (const type of knownTypes) guesses.add(`${type};charset=utf-8`, lost, 1)
  for (const type of knownTypes) {
    for (const value of [type, `${type}; charset=utf-8`, `${type};charset=UTF-8`, `${type}; charset=UTF-8`]) {
      guesses.add(value, lost, 2)
    }
  }
  for (const type of otherTypes) guesses.add(type, lost, 3)
  for (const attempt of otherAttempts) {
    guesses.add(headerValue(attempt.headers, 'content-type'), 'value-of-another-attempt', 2)
  }
  guesses.add(null, 'header-added', 2)
  return guesses.all()
}

/** The same media type in other capitals, other spacing, with the charset quoted, spelled otherwise, added or dropped. */
function respell(received: string): string[] {
  const lower = received.toLowerCase()
  const [type = ''] = received.split(';')
  const bare = type.trim().toLowerCase()
  const spaced = received.replaceAll(/\s*;\s*/g, '; ')
  const unspaced = received.replaceAll(/\s*([;=])\s*/g, '$1')
  return [
    `${bare};charset=utf-8`,
    lower,
    unspaced,
    unspaced.toLowerCase(),
    unspaced.replaceAll('"', '').toLowerCase(),
    received.replaceAll('"', ''),
    spaced,
    spaced.toLowerCase(),
    bare,
    `${bare}; charset=utf-8`,
    `${bare};charset=UTF-8`,
    `${bare}; charset=UTF-8`,
    `${bare};charset=utf8`,
    `${bare};charset="utf-8"`,
    type.trim(),
    received.trim(),
  ]
}

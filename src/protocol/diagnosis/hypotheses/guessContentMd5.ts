import { hash } from 'node:crypto'
import { headerValue } from '../../httpRequest.ts'
import { recogniseContentMd5 } from '../../push/contentMd5.ts'
import type { Edit } from '../edit.ts'
import type { Evidence } from '../evidence.ts'
import type { Hypothesis } from '../hypothesis.ts'
import { likelyBodies } from './likelyBodies.ts'
import { proposeHeader } from './proposal.ts'

const bodyChanged: Edit = { kind: 'body-changed', name: null, signed: null, received: null }

export function guessContentMd5({ request, otherAttempts }: Evidence): Hypothesis[] {
  const received = headerValue(request.headers, 'content-md5') ?? null
  const guesses = proposeHeader('content-md5', received)
  const digest = received === null ? null : digestHex(received)
  if (digest !== null) for (const value of spell(digest)) guesses.add(value, 'content-md5-reencoded', 1)
  if (received !== null) {
    for (const value of [received.trim(), received.toLowerCase(), received.toUpperCase(), `${received}==`]) {
      guesses.add(value, 'content-md5-reencoded', 2)
    }
  }
  const lost = received === null ? 'header-dropped' : 'content-md5-replaced'
  for (const value of spell(hash('md5', request.body, 'hex'))) guesses.add(value, lost, 1)
  guesses.add(null, 'header-added', 1)
  for (const attempt of otherAttempts) {
    guesses.add(headerValue(attempt.headers, 'content-md5'), 'value-of-another-attempt', 2)
  }
  for (const body of likelyBodies(request.body)) {
    for (const value of spell(hash('md5', body, 'hex'))) {
      guesses.add(value, 'body-changed', 3, [bodyChanged])
    }
  }
  return guesses.all()
}

function digestHex(value: string): string | null {
  const encoding = recogniseContentMd5(value)
  switch (encoding) {
    case 'hex':
      return value.toLowerCase()
    case 'base64-hex':
      return Buffer.from(value, 'base64').toString('latin1').toLowerCase()
    case 'base64-raw':
      return Buffer.from(value, 'base64').toString('hex')
    case null:
      return null
    default:
      return encoding satisfies never
  }
}

/** Every way to write one digest, the ones that are really sent first. */
function spell(hex: string): string[] {
  const wrap = (text: string) => Buffer.from(text, 'latin1').toString('base64')
  const upper = hex.toUpperCase()
  return [wrap(hex), upper, Buffer.from(hex, 'hex').toString('base64'), hex, wrap(upper)]
}

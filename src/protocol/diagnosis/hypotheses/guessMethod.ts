import type { Evidence } from '../evidence.ts'
import type { Hypothesis } from '../hypothesis.ts'

/** Pushes are always POST; a rewriting proxy or a redirect makes GET of it. */
export function guessMethod({ request }: Evidence): Hypothesis[] {
  const received = request.method
  return [
    ...new Set(['POST', received.toUpperCase(), received.toLowerCase(), 'GET', 'PUT', 'DELETE', 'HEAD']),
  ]
    .filter(method => method !== received)
    .map(signed => ({
      slot: 'method',
      occurrence: 0,
      signed,
      edits: [{ kind: 'method-changed', name: null, signed, received }],
      cause: 'method-changed',
      cost: signed === 'POST' ? 1 : 3,
    }))
}

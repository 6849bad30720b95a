import type { HandlersOf } from '../../../src/contract/api.ts'
import { ApiError } from '../../../src/contract/apiError.ts'
import { asIs } from '../../../src/contract/words.ts'

export type TestApi = {
  calls: {
    add: { input: { a: number; b: number }; output: number }
    echo: { input: unknown; output: unknown }
    refuse: { input: null; output: null }
    explode: { input: null; output: null }
    hang: { input: null; output: null }
    append: { input: number; output: null }
  }
  streams: {
    count: { input: { to: number }; item: number }
    log: { input: { after: number }; item: { rows: number[]; cursor: number } }
    refuseAfter: { input: number; item: number }
    explodeAfter: { input: number; item: number }
  }
}

const secret = 'LTAI-secret-in-an-exception'

/** Handlers that remember what was done to them. */
export function createTestHandlers() {
  const log: number[] = []
  const grew = new Set<() => void>()
  const seen = { pulled: 0, streamsReturned: 0, callsAborted: 0, hanging: 0 }

  const handlers: HandlersOf<TestApi> = {
    calls: {
      add: input => {
        const { a, b } = input as { a: number; b: number }
        return a + b
      },
      echo: input => input,
      refuse: () => {
        throw new ApiError('refused', asIs('The queue is a production queue.'), asIs('Choose peek.'))
      },
      explode: () => {
        throw new Error(secret)
      },
      hang: (_, { signal }) =>
        new Promise((_, reject) => {
          seen.hanging += 1
          signal.addEventListener('abort', () => {
            seen.callsAborted += 1
            reject(signal.reason)
          })
        }),
      append: rows => {
        for (let row = 0; row < Number(rows); row += 1) log.push(log.length + 1)
        for (const wake of [...grew]) wake()
        return null
      },
    },
    streams: {
      async *count(input) {
        const { to } = input as { to: number }
        try {
          for (let item = 1; item <= to; item += 1) {
            seen.pulled += 1
            yield item
          }
        } finally {
          seen.streamsReturned += 1
        }
      },
      async *log(input, { signal }) {
        let { after } = input as { after: number }
        try {
          while (!signal.aborted) {
            const rows = log.slice(after, after + 3)
            after += rows.length
            if (rows.length > 0) yield { rows, cursor: after }
            else await nextGrowth(signal)
          }
        } finally {
          seen.streamsReturned += 1
        }
      },
      async *refuseAfter(items) {
        for (let item = 1; item <= Number(items); item += 1) yield item
        throw new ApiError('bad-input', asIs('The query has no end.'), asIs('Close the quote at column 7.'))
      },
      async *explodeAfter(items) {
        for (let item = 1; item <= Number(items); item += 1) yield item
        throw new Error(secret)
      },
    },
  }

  function nextGrowth(signal: { addEventListener(type: 'abort', listener: () => void): void }) {
    return new Promise<void>(resolve => {
      const wake = () => {
        grew.delete(wake)
        resolve()
      }
      grew.add(wake)
      signal.addEventListener('abort', wake)
    })
  }
  return { handlers, seen, secret }
}

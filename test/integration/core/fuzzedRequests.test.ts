import { expect, test } from 'vitest'
import { fuzzEndpoint } from './fuzzEndpoint.ts'

/** `bench/fuzzPushes.ts` is the long form of it. */
const rounds = 1500

test('mutated requests never crash the endpoint, are stored, and are never valid where something signed was changed', async () => {
  const { received, stored, valid, wronglyValid } = await fuzzEndpoint(rounds, 20_261_120)
  // A cut before the end of the headers leaves nothing that could be stored; all else is.
  expect(received).toBeGreaterThan(rounds * 0.9)
  expect(stored).toBe(received)
  expect(valid).toBeGreaterThan(0)
  expect(wronglyValid).toEqual([])
}, 60_000)

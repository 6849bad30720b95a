import { expect, test } from 'vitest'
import { parseDuration } from '../../../src/headless/api/readParameters.ts'

test.each([
  ['30s', 30_000],
  ['500ms', 500],
  ['2m', 120_000],
  ['1.5s', 1500],
  ['1h', 3_600_000],
  ['250', 250],
  ['0', 0],
])('%s is %d ms', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds)
})

test.each(['', 's', '-1s', '1d', '1 s', '1e3', 'Infinity', '٣s'])('"%s" is no duration', text => {
  expect(parseDuration(text)).toBeNull()
})

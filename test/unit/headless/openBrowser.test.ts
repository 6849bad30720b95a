import { expect, test } from 'vitest'
import { openBrowser } from '../../../src/headless/openBrowser.ts'

test('without a display no browser is opened', () => {
  expect(openBrowser('http://127.0.0.1:1/', {}, 'linux')).toBe(false)
  expect(openBrowser('http://127.0.0.1:1/', { DISPLAY: '' }, 'freebsd')).toBe(false)
})

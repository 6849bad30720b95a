import { expect, test } from 'vitest'
import { defaultDataDirectory } from '../../../src/headless/dataDirectory.ts'

test.each([
  ['linux', {}, '/home/user/.local/share/receiptscope'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/receiptscope'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/user/.local/share/receiptscope'],
  ['linux', { XDG_DATA_HOME: '' }, '/home/user/.local/share/receiptscope'],
  ['darwin', {}, '/home/user/Library/Application Support/ReceiptScope'],
  ['win32', { APPDATA: '/roaming' }, '/roaming/ReceiptScope'],
  ['win32', {}, '/home/user/AppData/Roaming/ReceiptScope'],
] as const)('%s with %j keeps data in %s', (platform, environment, expected) => {
  expect(defaultDataDirectory(environment, platform, '/home/user').replaceAll('\\', '/')).toBe(expected)
})

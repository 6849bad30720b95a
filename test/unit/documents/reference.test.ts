import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findStrayKeys, writeConfiguration } from './writeConfiguration.ts'
import { writeErrCodes } from './writeErrCodes.ts'

const place = (name: string, language: 'en' | 'zh') =>
  join(import.meta.dirname, '../../../docs', `${name}${language === 'zh' ? '.zh' : ''}.md`)

test.each(['en', 'zh'] as const)('the guide to error codes is what the tables say (%s)', async language => {
  await expect(writeErrCodes(language)).toMatchFileSnapshot(place('err-codes', language))
})

test.each(['en', 'zh'] as const)(
  'the reference of the config is what its schema says (%s)',
  async language => {
    await expect(writeConfiguration(language)).toMatchFileSnapshot(place('configuration', language))
  },
)

test('nothing is said of keys that the config does not have', () => {
  expect(findStrayKeys()).toEqual([])
})

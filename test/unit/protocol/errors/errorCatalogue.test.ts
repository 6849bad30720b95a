import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  errorCatalogue,
  findError,
  mnsError,
  smsError,
} from '../../../../src/protocol/errors/errorCatalogue.ts'
import { fillMessage } from '../../../../src/protocol/errors/errorEntry.ts'
import { sharedDirectory } from '../../../sharedDirectory.ts'

test('a code is found however it is written', () => {
  for (const spelling of ['InvalidDigest', 'InvalidDegist', ' invaliddigest ', 'MNSInvalidDigestError']) {
    expect(findError(spelling)?.code).toBe('InvalidDigest')
  }
  expect(findError('InternalError')?.code).toBe('InternalError')
  expect(findError('MNSQueueNotExistError')?.code).toBe('QueueNotExist')
  expect(findError('constructor')).toBeNull()
  expect(findError('NeverHeard')).toBeNull()
})

test('a code of both services is that of the one asked for', () => {
  expect(findError('SignatureDoesNotMatch')?.status).toBe(403)
  expect(findError('SignatureDoesNotMatch', 'sms')?.status).toBe(400)
  expect(findError('isv.BUSINESS_LIMIT_CONTROL')?.status).toBe(200)
})

test('messages take what they name, and nothing else', () => {
  const [, range = ''] = mnsError('InvalidArgument').messages
  expect(fillMessage(range, { element: 'DelaySeconds', low: 0, high: 604_800, unit: 'seconds' })).toBe(
    'The value of DelaySeconds should between 0 and 604800 seconds.',
  )
  expect(fillMessage('{constructor} {a}', { a: '$&' })).toBe('{constructor} $&')
  expect(smsError('isv.MOBILE_NUMBER_ILLEGAL').messages).toEqual(['{phone}invalid mobile number'])
})

test('every entry explains itself in both languages, in whole sentences', () => {
  for (const { code, meaning, advice } of errorCatalogue) {
    for (const text of [meaning.en, advice.en]) expect(text, code).toMatch(/^[A-Z].*\.$/)
    for (const text of [meaning.zh, advice.zh]) expect(text, code).toMatch(/[\u4e00-\u9fff].*。$/)
  }
  const keys = errorCatalogue.map(({ code, service }) => `${service} ${code}`)
  expect(new Set(keys).size).toBe(keys.length)
})

const apiDocument = join(sharedDirectory ?? '', 'reference/002_b5569ecc21c948de.txt')

describe.skipIf(!existsSync(apiDocument))('against the API document (absent: skipped)', () => {
  /** Scanned tables: a code, its message, its status; a row may break off and go on in the next line. */
  const text = existsSync(apiDocument) ? readFileSync(apiDocument, 'utf8').replaceAll('Err\tor', 'Error') : ''
  const rows = [...text.matchAll(/^([A-Z][A-Za-z]{6,})(?: or)?\t([^\t\n]+)\t([45]\d\d)(?:\t|$)/gm)].map(
    ([, code = '', message = '', status]) => ({
      code: code.endsWith('Err') ? `${code}or` : code,
      message: message.trim(),
      status: Number(status),
    }),
  )
  const table = text.slice(text.indexOf('MNS错误码表'), text.indexOf('历史协议\n'))
  const tableCodes = new Set([...table.matchAll(/^([A-Z][A-Za-z]{6,})\t/gm)].map(([, code]) => code))
  const examples = [...text.matchAll(/<(?:Error)?Code>\s*([A-Za-z]+)\s*</g)].map(([, code = '']) => code)

  test('its table of codes is there in full', () => {
    expect(tableCodes.size).toBe(33)
    for (const code of tableCodes) expect(findError(code ?? ''), code).not.toBeNull()
  })

  test('so is every code of an operation or an example, with its status', () => {
    expect(rows.length).toBeGreaterThan(60)
    for (const { code, status } of rows) expect(findError(code)?.status, code).toBe(status)
    for (const code of examples) expect(findError(code), code).not.toBeNull()
  })

  test('messages are worded as there, names aside', () => {
    const names = { element: 'Element', low: 'Low', high: 'High', unit: 'seconds/bytes', item: 'Element' }
    const letters = (message: string) => message.replace(/[^a-z]/gi, '').toLowerCase()
    const known = errorCatalogue
      .flatMap(({ messages }) => messages)
      .map(message => letters(fillMessage(message, names)))
    /** A row that breaks off in the scan shows the beginning of a message only. */
    const unknown = rows.filter(({ message }) => !known.some(ours => ours.startsWith(letters(message))))
    expect(unknown).toEqual([])
  })
})

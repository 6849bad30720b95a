import { expect, test } from 'vitest'
import { readDroppedFile } from '../../../src/renderer/shell/readDroppedFile.ts'

const file = (name: string, text = 'text', size = text.length) => ({
  name,
  size,
  text: () => Promise.resolve(text),
})

test.each([
  ['a.http', { kind: 'bench', text: 'text' }],
  ['A.HAR', { kind: 'bench', text: 'text' }],
  ['a.ndjson', { kind: 'import', name: 'a.ndjson', text: 'text' }],
  ['sends.CSV', { kind: 'import', name: 'sends.CSV', text: 'text' }],
  ['a.http.png', { kind: 'unknown', name: 'a.http.png' }],
  ['har', { kind: 'unknown', name: 'har' }],
] as const)('%s is known by its ending', async (name, dropped) => {
  expect(await readDroppedFile(file(name))).toEqual(dropped)
})

test('a file that no call could carry is not read', async () => {
  for (const name of ['a.har', 'a.ndjson']) {
    const unread = { ...file(name, '', 9 << 20), text: () => Promise.reject(new Error('it was read')) }
    expect(await readDroppedFile(unread)).toEqual({ kind: 'too-large', name })
  }
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeNames } from '../../../src/contract/places.ts'
import { parseCapture, parseLink } from '../../../src/main/parseOpening.ts'
import { readArguments } from '../../../src/main/readArguments.ts'

test.each([
  ['receiptscope://receipt/r-12_AB', { kind: 'receipt', id: 'r-12_AB' }],
  ['receiptscope://receipt/r1/', { kind: 'receipt', id: 'r1' }],
  ['RECEIPTSCOPE://view?query=status%3Afailed%20%E9%AA%8C', { kind: 'view', query: 'status:failed 验' }],
  ['receiptscope://view/?query=', { kind: 'view', query: '' }],
  ['receiptscope://panel/pushes', { kind: 'panel', place: 'pushes' }],
  ['receiptscope://panel/sql/', { kind: 'panel', place: 'sql' }],
])('%s is understood', (address, opening) => {
  expect(parseLink(address)).toEqual(opening)
})

test.each([
  'receiptscope:receipt/r1',
  'receiptscope://receipt',
  'receiptscope://receipt/',
  'receiptscope://receipt/a/b',
  'receiptscope://receipt/..%2f',
  'receiptscope://receipt/r1?then=quit',
  'receiptscope://receipt/r1#x',
  `receiptscope://receipt/${'a'.repeat(65)}`,
  'receiptscope://user@receipt/r1',
  'receiptscope://receipt:1/r1',
  'receiptscope://view',
  'receiptscope://view?q=1',
  'receiptscope://view?query=1&query=2',
  'receiptscope://view?query=1&run=2',
  'receiptscope://view?query=%00',
  'receiptscope://view?query=a%0Ab',
  `receiptscope://view?query=${'a'.repeat(1001)}`,
  'receiptscope://settings/clear',
  'receiptscope://panel',
  'receiptscope://panel/',
  'receiptscope://panel/elsewhere',
  'receiptscope://panel/constructor',
  'receiptscope://panel/pushes/a',
  'receiptscope://panel/pushes?query=1',
  'http://receipt/r1',
  'file:///etc/passwd',
  '',
])('%j is not', address => {
  expect(parseLink(address)).toBeNull()
})

test('no address makes more than a choice of what to look at', () => {
  const address = fc.oneof(
    fc.string(),
    fc.webUrl().map(url => url.replace(/^https?/, 'receiptscope')),
    fc.string().map(tail => `receiptscope://${tail}`),
  )
  fc.assert(
    fc.property(address, text => {
      const opening = parseLink(text)
      if (opening?.kind === 'receipt') expect(opening.id).toMatch(/^[\w-]{1,64}$/)
      else if (opening?.kind === 'view') expect(opening.query).not.toMatch(/\p{Cc}/u)
      else if (opening?.kind === 'panel') expect(placeNames).toContain(opening.place)
      else expect(opening).toBeNull()
    }),
  )
})

test('saved captures are known by their names', () => {
  expect(parseCapture('/captures/push.http')).toEqual({ kind: 'capture', path: '/captures/push.http' })
  expect(parseCapture('/captures/PUSH.HAR')).not.toBeNull()
  expect(parseCapture('/captures/rows.ndjson')).not.toBeNull()
  for (const path of ['/captures/push.html', '/captures/http', '/captures/.http', '/run.har.exe'])
    expect(parseCapture(path)).toBeNull()
})

test('a command line gives links, captures and the data directory, and nothing else', () => {
  const argv = ['app', '--no-sandbox', '.', '--data', 'kept', 'saved/push.http', 'receiptscope://receipt/r1']
  const { data, openings } = readArguments([...argv, '--flag=x.har', 'notes.txt'], '/home/someone')
  expect(data).toMatch(/someone.kept$/)
  expect(readArguments(['app', '.', '--demo'], '/').isDemo).toBe(true)
  expect(openings).toEqual([
    { kind: 'capture', path: expect.stringMatching(/someone.saved.push\.http$/) },
    { kind: 'receipt', id: 'r1' },
  ])
  expect(readArguments(['app'], '/')).toEqual({ data: null, isDemo: false, openings: [] })
  expect(readArguments(['app', '--data'], '/')).toEqual({ data: null, isDemo: false, openings: [] })
})

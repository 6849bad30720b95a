import { expect, test } from 'vitest'
import { findMissing } from '../../documents/matchOutput.ts'
import { readSteps } from '../../documents/readSteps.ts'

const fence = (language: string, ...lines: string[]) =>
  [`~~~${language}`, ...lines, '~~~', ''].join('\n').replaceAll('~', '`')

test('a document is read as what its reader does', () => {
  const document = [
    fence('json', '// config.json', '{}'),
    fence('sh', '# in a terminal of its own', 'serve'),
    fence('json', '{"event":"ready",…'),
    fence('sh', 'first', 'second'),
    fence('sh', '# not run here: it needs an account', 'third'),
    fence('text', 'not what anything prints'),
  ].join('\n')
  expect(readSteps(document)).toEqual([
    { kind: 'write', file: 'config.json', text: '// config.json\n{}\n', line: 1 },
    { kind: 'keep-running', script: 'serve', promised: '{"event":"ready",…', line: 6 },
    { kind: 'run', script: 'first\nsecond', promised: null, line: 15 },
    { kind: 'skip', script: 'third', reason: 'it needs an account', line: 20 },
  ])
})

test('a block that never closes is no document', () => {
  expect(() => readSteps('```sh\nls')).toThrow('line 1 is never closed')
})

test('promised lines come in their order, with anything where it says …', () => {
  const seen = 'Listening\n{"url":"http://127.0.0.1:1/?token=abc","api":1}\ndone in 3 s\n'
  expect(findMissing('{"url":"http://…token=…","api"\n…\ndone in … s', seen)).toBeNull()
  expect(findMissing('done\nListening', seen)).toBe('Listening')
  expect(findMissing('d.ne', seen)).toBe('d.ne')
})

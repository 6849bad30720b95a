import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createElementReader } from '../../../src/core/import/createElementReader.ts'

function read(text: string, path: string[], cuts: number[] = []) {
  const reader = createElementReader(path)
  const at = [0, ...cuts.map(cut => cut % (text.length + 1)), text.length].toSorted((a, b) => a - b)
  const elements = at.slice(1).flatMap((to, index) => [...reader.read(text.slice(at[index], to))])
  return { elements, end: reader.end() }
}

const values = fc.array(fc.oneof(fc.jsonValue(), fc.constantFrom('"]', '\\', '",', '{"log":[1]}')))
const cuts = fc.array(fc.nat())
const space = fc.constantFrom('', ' ', '\n  ')

test('elements are those of the whole, wherever the text is cut', () => {
  fc.assert(
    fc.property(values, cuts, fc.constantFrom(undefined, 1), (array, at, indent) => {
      const { elements, end } = read(JSON.stringify(array, null, indent), [], at)
      expect(end).toBe('whole')
      expect(JSON.stringify(elements.map(element => JSON.parse(element)))).toBe(JSON.stringify(array))
    }),
  )
})

test('an array is found under its path, among anything else', () => {
  fc.assert(
    fc.property(values, fc.jsonValue(), fc.jsonValue(), cuts, space, (entries, before, after, at, gap) => {
      const whole = {
        decoy: { entries: [1] },
        log: { pages: [before], version: '1.2', entries, after },
        after,
      }
      const text = gap + JSON.stringify(whole, null, gap) + gap
      const { elements, end } = read(text, ['log', 'entries'], at)
      expect(end).toBe('whole')
      expect(JSON.stringify(elements.map(element => JSON.parse(element)))).toBe(JSON.stringify(entries))
    }),
  )
})

test('what is cut off, closed wrongly or followed by more is no JSON; what lacks the array says so', () => {
  expect(['[1,2', '["a', '[1}', '{"a":1', '[1] x', ''].map(text => read(text, []).end)).toEqual(
    Array.from({ length: 6 }, () => 'not JSON'),
  )
  expect(
    ['{"log":{}}', '{"log":[]}', '{"entries":[]}', '{"log":{"entries":{}}}'].map(
      text => read(text, ['log', 'entries']).end,
    ),
  ).toEqual(Array.from({ length: 4 }, () => 'no array'))
})

test('a comma too many leaves an element that is none', () => {
  expect(read('[1,]', []).elements).toEqual(['1', ''])
  expect(read('[ ]', []).elements).toEqual([])
})

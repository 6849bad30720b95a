import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../src')

type Pair = { place: string; en: string; zh: string }

const literal = /'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/.source
const pair = new RegExp(`\\ben:\\s*(${literal}),\\s*zh:\\s*(${literal})`, 'g')

/** Every sentence that stands in the source in both languages side by side. */
const pairs: Pair[] = globSync('**/*.{ts,tsx}', { cwd: root }).flatMap(file =>
  [...readFileSync(join(root, file), 'utf8').matchAll(pair)].map(([, en = '', zh = '']) => ({
    place: `${file}: ${en}`,
    en: en.slice(1, -1),
    zh: zh.slice(1, -1),
  })),
)

/** How many values a sentence shows: a name may differ by language, and a plural is none. */
const values = (text: string): number =>
  new Set(
    [...text.matchAll(/\$\{((?:[^{}]|\{[^}]*\})*)\}/g)].flatMap(([, value = '']) =>
      value.includes('?') ? [] : [value],
    ),
  ).size

const figures = (text: string): string[] =>
  (text.replaceAll(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, '').match(/\d+(?:[.,]\d+)*/g) ?? []).toSorted()

test('no sentence lacks one of its languages', () => {
  expect(pairs.length).toBeGreaterThan(400)
  for (const { place, en, zh } of pairs) expect((en === '') === (zh === ''), place).toBe(true)
})

test('both languages of a sentence hold the same figures', () => {
  for (const { place, en, zh } of pairs) expect.soft(figures(zh), place).toEqual(figures(en))
})

test('both languages of a sentence show as many values', () => {
  for (const { place, en, zh } of pairs) expect.soft(values(zh), place).toBe(values(en))
})

test('what is said in Chinese is Chinese', () => {
  for (const { place, zh } of pairs) {
    expect.soft(zh, place).not.toMatch(/(?:^|[^\w./-])[a-z’']{2,}(?: [a-z’']{2,}){2,}/)
  }
})

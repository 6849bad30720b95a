import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { en } from '../../../src/renderer/words/en.ts'
import { localeFor } from '../../../src/renderer/words/useWords.ts'
import { zh } from '../../../src/renderer/words/zh.ts'

type Tree = { [key: string]: unknown }

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null

const leaves = (tree: Tree, path: string[] = []): { path: string; value: unknown }[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    isTree(value) ? leaves(value, [...path, key]) : [{ path: [...path, key].join('.'), value }],
  )

const root = join(import.meta.dirname, '../../../src/renderer')
const sources = globSync('**/*.{ts,tsx}', { cwd: root })
  .filter(file => !file.startsWith('words'))
  .map(file => readFileSync(join(root, file), 'utf8'))
  .map(source => ({ source, names: aliases(source) }))

/** The names under which a file has the words or a group of them at hand, and the path each stands for. */
function aliases(source: string): [name: string, group: string][] {
  const names: [name: string, group: string][] = []
  for (const [, name = ''] of source.matchAll(/const (\w+) = (?:use|current)Words\(\)/g))
    names.push([name, ''])
  for (const [, list = ''] of source.matchAll(/const \{([^}]*)\} = (?:use|current)Words\(\)/g)) {
    for (const entry of list.split(',')) {
      const [group = '', name = group] = entry.split(':').map(part => part.trim())
      names.push([name, group])
    }
  }
  for (const [, name = '', group = ''] of source.matchAll(/(\w+): Words\['(\w+)'\]/g))
    names.push([name, group])
  return names
}

/** Whether a file says this word: by its whole path, by an index into the group it stands in, or by handing on the group. */
function says({ source, names }: (typeof sources)[number], path: string): boolean {
  return names.some(([name, group]) => {
    if (group !== '' && !path.startsWith(`${group}.`)) return false
    const rest = group === '' ? path : path.slice(group.length + 1)
    const parent = rest.split('.').slice(0, -1)
    const whole = parent.length === 0 ? '\\[' : '(?![.\\w])'
    return new RegExp(`\\b${[name, rest].join('\\.')}\\b|\\b${[name, ...parent].join('\\.')}${whole}`).test(
      source,
    )
  })
}

test('both languages have the same words, and none is empty', () => {
  expect(leaves(zh).map(({ path }) => path)).toEqual(leaves(en).map(({ path }) => path))
  for (const { path, value } of [...leaves(en), ...leaves(zh)]) expect(value, path).toBeTruthy()
})

test('a word takes the same number of values in both languages', () => {
  const chinese = new Map(leaves(zh).map(({ path, value }) => [path, value]))
  for (const { path, value } of leaves(en)) {
    const other = chinese.get(path)
    expect(typeof other, path).toBe(typeof value)
    if (typeof value === 'function' && typeof other === 'function') {
      const shown = (word: unknown) => String((word as (...values: string[]) => string)('⟦1⟧', '⟦2⟧', '⟦3⟧'))
      for (let place = 1; place <= value.length; place += 1) {
        const isShown = shown(value).includes(`⟦${place}⟧`)
        expect(shown(other).includes(`⟦${place}⟧`), `${path} shows its value ${place}`).toBe(isShown)
      }
    }
  }
})

test('every word is said somewhere', () => {
  const unused = leaves(en).filter(({ path }) => !sources.some(source => says(source, path)))
  expect(unused.map(({ path }) => path)).toEqual([])
})

test('the system’s language is followed unless one was chosen', () => {
  expect(localeFor('system', ['zh-Hans-CN', 'en'])).toBe('zh-CN')
  expect(localeFor('system', ['de-DE', 'zh'])).toBe('en')
  expect(localeFor('system', [])).toBe('en')
  expect(localeFor('zh-CN', ['en'])).toBe('zh-CN')
  expect(localeFor('en', ['zh'])).toBe('en')
})

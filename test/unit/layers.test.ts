import { globSync, readFileSync } from 'node:fs'
import { join, normalize, sep } from 'node:path'
import { expect, test } from 'vitest'

const mayImport: Record<string, string[]> = {
  contract: [],
  protocol: [],
  simulator: ['protocol'],
  testing: ['simulator', 'protocol'],
  core: ['contract', 'protocol', 'simulator'],
  main: ['core', 'contract', 'simulator'],
  headless: ['core', 'contract', 'simulator'],
  preload: ['contract'],
  renderer: ['contract'],
}
const root = join(import.meta.dirname, '../../src')
const files = globSync('*/**/*.{ts,tsx}', { cwd: root })
const roomOf = (path: string) => path.split(sep)[0] ?? ''

test('every room imports only the rooms it may', () => {
  const trespasses = files.flatMap(file => {
    const text = readFileSync(join(root, file), 'utf8')
    return [...text.matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)].flatMap(([, target = '']) => {
      const other = roomOf(normalize(join(file, '..', target)))
      return other === roomOf(file) || mayImport[roomOf(file)]?.includes(other) ? [] : [`${file} → ${target}`]
    })
  })
  expect(trespasses).toEqual([])
})

test('the layer test saw the rooms', () => {
  expect(files.length).toBeGreaterThan(5)
  expect(Object.keys(mayImport)).toEqual(expect.arrayContaining([...new Set(files.map(roomOf))]))
})

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

const renderer = join(import.meta.dirname, '../../out/renderer')
const limit = 250_000

/** A page's scripts and everything they import before they can run; what is imported lazily is not part of it. */
function firstScripts(page: string) {
  const html = readFileSync(join(renderer, page), 'utf8')
  const seen = new Set<string>()
  const waiting = [...html.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].map(([, file = '']) => file)
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    const text = readFileSync(join(renderer, file), 'utf8')
    for (const [, target = ''] of text.matchAll(
      /(?:^|[;}\s])(?:import|export)\b[^'"()]*?['"]\.\/([^'"]+\.js)['"]/g,
    )) {
      waiting.push(join('assets', target))
    }
  }
  return [...seen]
}

describe.each(['index.html', 'desktop.html'])('%s', page => {
  test('loads less than 250 kB of gzipped JavaScript first', () => {
    const scripts = firstScripts(page)
    const bytes = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(join(renderer, file))).length, 0)
    expect(scripts.length).toBeGreaterThan(0)
    expect(bytes).toBeGreaterThan(30_000)
    expect(bytes).toBeLessThan(limit)
  })

  test('has no inline script and loads nothing from outside', () => {
    const html = readFileSync(join(renderer, page), 'utf8')
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/)
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
  })
})

test('no style sheet loads anything from outside', () => {
  expect(existsSync(join(renderer, 'assets'))).toBe(true)
  const sheets = readdirSync(join(renderer, 'assets')).filter(file => file.endsWith('.css'))
  expect(sheets.length).toBeGreaterThan(0)
  for (const sheet of sheets) {
    expect(readFileSync(join(renderer, 'assets', sheet), 'utf8')).not.toMatch(/url\(["']?(?:https?:)?\/\//)
  }
})

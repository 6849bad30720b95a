import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const css = readFileSync(join(import.meta.dirname, '../../../src/renderer/styles/tokens.css'), 'utf8')
const roles = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, role = '', light = '', dark = '']) => [role, { light, dark }] as const,
  ),
)

/** Relative luminance as WCAG 2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['ground', 'surface', 'raised', 'sunken', 'hover', 'select']
const pairs = [
  ...['ink', 'ink-2', 'ink-3', 'accent', 'ok', 'bad', 'wait', 'inbound'].flatMap(text =>
    grounds.map(ground => [text, ground] as const),
  ),
  ...['accent', 'ok', 'bad', 'wait', 'inbound'].map(tone => [tone, `${tone}-soft`] as const),
  ['accent-ink', 'accent'],
  ['accent-ink', 'bad'],
  ['ink', 'accent-soft'],
  ['ink', 'bad-soft'],
] as const

test.each(['light', 'dark'] as const)('every text colour reaches 4.5 : 1 on what it stands on, %s', theme => {
  const weak = pairs.flatMap(([text, ground]) => {
    const ratio = contrast(roles.get(text)?.[theme] ?? '', roles.get(ground)?.[theme] ?? '')
    return ratio >= 4.5 ? [] : [`${text} on ${ground}: ${ratio.toFixed(2)}`]
  })
  expect(weak).toEqual([])
})

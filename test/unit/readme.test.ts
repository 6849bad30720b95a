import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const read = (name: string) => readFileSync(join(import.meta.dirname, '../..', name), 'utf8')
const commands = [...read('README.md').matchAll(/^bin\/receiptscope\.mjs (\S+)(.*)$/gm)]
const reference = read('docs/command-line.md')

/** What the generated reference, itself held against the code, says of one verb. */
function sectionOf(verb: string): string {
  return reference.split(/^## /m).find(section => section.startsWith(verb)) ?? ''
}

test('the README shows commands of several verbs', () => {
  expect(new Set(commands.map(([, verb]) => verb)).size).toBeGreaterThan(4)
})

test.each(commands.map(([, verb = '', rest = '']) => ({ verb, rest })))(
  'the README’s "$verb$rest" is one that the program knows',
  ({ verb, rest }) => {
    const section = sectionOf(verb)
    expect(section).not.toBe('')
    for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(section).toContain(option)
  },
)

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadCommands } from '../../../src/headless/commands/commands.ts'
import { writeReference } from './writeReference.ts'

const commands = await loadCommands()

test('the reference of the command line is what the commands declare', async () => {
  const file = join(import.meta.dirname, '../../../docs/command-line.md')
  await expect(writeReference(commands)).toMatchFileSnapshot(file)
})

test('every option says what it is for, and every verb has an example of itself', () => {
  for (const { name, options, examples, summary } of commands) {
    expect(summary).not.toMatch(/\.$/)
    expect(examples.length).toBeGreaterThan(0)
    for (const example of examples) expect(example).toMatch(new RegExp(`^receiptscope ${name}\\b`))
    for (const [option, { about }] of Object.entries(options))
      expect([option, about]).toEqual([option, expect.stringMatching(/\.$/)])
  }
})

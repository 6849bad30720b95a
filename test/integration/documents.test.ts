import { globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { followAlone } from '../documents/followAlone.ts'

const root = join(import.meta.dirname, '../..')
/** Followed elsewhere: one from the installed package, one is written from the code with its examples. */
const otherwise = ['docs/testing.md', 'docs/command-line.md']
const documents = ['README.md', ...globSync('docs/*.md', { cwd: root })].filter(
  path => !path.endsWith('.zh.md') && !otherwise.includes(path),
)

test.each(documents)('%s promises nothing that does not come', { timeout: 300_000 }, async document => {
  const { failure, skipped, ran } = await followAlone(document)
  for (const { line, reason } of skipped) console.log(`not run: ${document}:${line}: ${reason}`)
  expect(failure).toBeNull()
  if (document === 'README.md') expect(ran).toBeGreaterThan(5)
})

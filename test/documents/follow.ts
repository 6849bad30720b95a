import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { cloneWorkingTree, takeBuildAlong } from './cloneWorkingTree.ts'
import { followSteps } from './followSteps.ts'
import { readSteps } from './readSteps.ts'

/**
 * Follows one document to the letter, in a fresh clone or in the directory named, and prints the report as JSON:
 * `node test/documents/follow.ts docs/guide.md [DIRECTORY]`.
 */
const [document = 'README.md', given] = process.argv.slice(2)
const work = mkdtempSync(join(tmpdir(), 'receiptscope-follow-'))
const directory = given ?? join(work, 'clone')
const steps = readSteps(readFileSync(resolve(import.meta.dirname, '../..', document), 'utf8'))
if (given === undefined && steps.length > 0) {
  mkdirSync(directory)
  cloneWorkingTree(directory)
  // The README starts from nothing; the guides say that they start from a build.
  if (document !== 'README.md') {
    takeBuildAlong(directory)
    execFileSync(process.execPath, [join(directory, 'scripts/build.mjs')])
  }
}
try {
  const report = await followSteps(steps, { directory, home: join(work, 'home'), environment: process.env })
  console.log(JSON.stringify(report, null, 2))
  process.exitCode = report.failure === null ? 0 : 1
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 3 })
}

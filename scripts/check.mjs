import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildStale } from './build.mjs'
import { root } from './ownNode.mjs'
import { prepareBrowser } from './prepareBrowser.mjs'

const isFast = process.argv.includes('--fast')
const report = join(root, '.cache/tests.json')
const gates = [
  { name: 'format and lint', tool: '@biomejs/biome/bin/biome', args: ['check', '--error-on-warnings', '.'] },
  { name: 'types', tool: 'typescript/bin/tsc', args: ['-b'] },
  { name: 'unused code', tool: 'knip/bin/knip.js', args: ['--no-progress'], isSlow: true },
]
const suites = isFast ? ['unit'] : ['unit', 'integration', 'e2e']
const count = { passed: 0, failed: 0, skipped: 0 }

function run(tool, args) {
  return (
    spawnSync(process.execPath, [join(root, 'node_modules', tool), ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    }).status === 0
  )
}

function inspect({ name, tool, args }) {
  console.log(`── ${name}`)
  if (run(tool, args)) return count.passed++
  console.log(`failed: ${name}`)
  count.failed++
}

/** A suite that ran nothing, or that broke before it could count, has failed. */
function runSuite(project) {
  console.log(`── ${project} tests`)
  rmSync(report, { force: true })
  const isGreen = run('vitest/vitest.mjs', [
    'run',
    '--project',
    project,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null
  const executed = (result?.numPassedTests ?? 0) + (result?.numFailedTests ?? 0)
  count.passed += result?.numPassedTests ?? 0
  count.failed += result?.numFailedTests ?? 0
  count.skipped += (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0)
  const skipped = result?.testResults.flatMap(file =>
    file.assertionResults.filter(test => test.status === 'pending' || test.status === 'skipped'),
  )
  for (const test of skipped ?? []) console.log(`skipped: ${test.fullName}`)
  if (executed === 0 || (!isGreen && (result?.numFailedTests ?? 0) === 0)) {
    console.log(`failed: the ${project} tests ${executed === 0 ? 'ran nothing' : 'broke outside a test'}`)
    count.failed++
  }
}

/** What the slow suites stand on: the built product and a browser. */
function prepare() {
  try {
    process.env.RECEIPTSCOPE_CHROMIUM = prepareBrowser()
    buildStale()
    count.passed++
  } catch (error) {
    console.log(`failed: ${error.message}`)
    count.failed++
  }
}

mkdirSync(join(root, '.cache'), { recursive: true })
if (!isFast) prepare()
for (const gate of gates) if (!isFast || !gate.isSlow) inspect(gate)
for (const suite of suites) runSuite(suite)
console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
process.exitCode = count.failed === 0 ? 0 : 1

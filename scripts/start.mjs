import { join } from 'node:path'
import { buildStale } from './build.mjs'
import { installPackages } from './install.mjs'
import { root, standAsideFor } from './ownNode.mjs'

const args = process.argv.slice(2).filter(arg => arg !== '--retry-runtime')
const retry = process.argv.includes('--retry-runtime')

/** The desktop app where a runtime and a display are to be had, else the headless host and the reason for it. */
async function start() {
  const node = installPackages()
  buildStale()
  const { findElectronRuntime } = await import('./fetchElectron.mjs')
  const runtime = await findElectronRuntime({ retry })
  if ('path' in runtime) return standAsideFor(runtime.path, [...(runtime.args ?? []), root, ...args])
  console.error(`No desktop window: ${runtime.missing} Starting headless instead.`)
  return standAsideFor(node, [join(root, 'bin/receiptscope.mjs'), 'serve', ...args])
}

try {
  process.exitCode = await start()
} catch (error) {
  console.error(`ReceiptScope did not start: ${error.message}`)
  process.exitCode = 1
}

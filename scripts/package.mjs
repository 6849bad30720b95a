// npm run package -- [--dir] [electron-builder's arguments]: installs and builds what is stale, then packages for this
// machine with the runtime that is installed. Another platform or architecture is left to electron-builder to fetch.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildStale } from './build.mjs'
import { findElectronFiles } from './fetchElectron.mjs'
import { installPackages } from './install.mjs'
import { root } from './ownNode.mjs'

const retry = process.argv.includes('--retry-runtime')
const args = process.argv.slice(2).filter(arg => arg !== '--retry-runtime')
const elsewhere = /^(-[mwl]|--(mac|win|linux|windows|macos|x64|arm64|ia32|armv7l|universal))$/

async function runtimeArguments() {
  if (args.some(arg => elsewhere.test(arg))) return []
  const found = await findElectronFiles({ retry })
  if ('missing' in found) throw new Error(found.missing)
  return [`-c.electronDist=${found.directory}`]
}

/** What it says, without the traces of its own inside. */
function showPlainly(stream) {
  createInterface({ input: stream }).on('line', line => {
    if (!/^\s+at .*[:)]/.test(line)) console.error(line.replace(/ stackTrace=.*$/, ''))
  })
}

async function packageApp() {
  const node = installPackages()
  const runtime = await runtimeArguments()
  buildStale()
  const tool = join(root, 'node_modules/electron-builder/cli.js')
  const child = spawn(node, [tool, ...runtime, '--publish', 'never', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  showPlainly(child.stdout)
  showPlainly(child.stderr)
  const code = await new Promise(resolve => child.on('error', () => resolve(1)).on('close', resolve))
  if (code !== 0) throw new Error('electron-builder failed; its own words are above.')
}

try {
  await packageApp()
} catch (error) {
  console.error(`Nothing was packaged: ${error.message}`)
  process.exitCode = 1
}

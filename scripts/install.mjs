import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownNodePath, root, suitableNode } from './ownNode.mjs'

const stamp = join(root, 'node_modules/.receiptscope-installed')

function wanted() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  return `${hash.digest('hex')} ${process.platform}-${process.arch}\n`
}

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()
}

/** npm as it was started, so that no shell and no PATH is involved; `npm` itself where this wasn't run by it. */
function npm(args) {
  const cli = process.env.npm_execpath
  return cli?.endsWith('.js')
    ? spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
}

/** Installs what the lockfile says, once: no install scripts, since nothing here needs them. */
export function installPackages() {
  if (!isInstalled()) {
    console.error('Installing packages …')
    const { status, error } = npm([
      'ci',
      '--ignore-scripts',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ])
    if (status !== 0) {
      throw new Error(
        `npm ci failed (${error?.message ?? `exit ${status}`}); its own words are above. Is the npm registry reachable?`,
      )
    }
    writeFileSync(stamp, wanted())
  }
  const node = suitableNode()
  if (node === null) {
    throw new Error(
      `there is no packaged Node 24 for ${process.platform}-${process.arch}; install Node 24 or newer and try again.`,
    )
  }
  return ownNodePath() ?? node
}

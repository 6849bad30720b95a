import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, suitableNode } from './ownNode.mjs'

const stamp = join(root, '.cache/built')
const sources = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'vite.headless.config.ts',
  'vite.testing.config.ts',
  'package-lock.json',
  'tsconfig.base.json',
]
const declarations = '.cache/declarations'
const steps = [
  {
    says: 'window and desktop host',
    tool: 'electron-vite/bin/electron-vite.js',
    args: ['build', '--logLevel', 'warn'],
  },
  {
    says: 'headless host',
    tool: 'vite/bin/vite.js',
    args: ['build', '--config', 'vite.headless.config.ts', '--logLevel', 'warn'],
  },
  {
    says: 'simulator for tests',
    tool: 'vite/bin/vite.js',
    args: ['build', '--config', 'vite.testing.config.ts', '--logLevel', 'warn'],
  },
  {
    says: 'types of it',
    tool: 'typescript/bin/tsc',
    args: [
      ...['--project', 'src/testing', '--noEmit', 'false', '--declaration', '--emitDeclarationOnly'],
      ...['--rootDir', 'src', '--outDir', declarations],
    ],
  },
]
/** Only these declarations are part of the package; they name no others. */
const publicTypes = ['startSimulator.d.ts', 'simulatorHandle.d.ts']
const products = [
  'out/main/index.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'out/headless/cli.js',
  'out/testing/startSimulator.js',
  ...publicTypes.map(name => `out/testing/${name}`),
]

function* filesBelow(path) {
  if (!statSync(path).isDirectory()) return yield path
  for (const entry of readdirSync(path).sort()) yield* filesBelow(join(path, entry))
}

/** Contents, not times: a fresh checkout of the same sources is not stale. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of filesBelow(join(root, source)))
      hash.update(file.slice(root.length)).update('\0').update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** Builds every host unless what stands was built from these very sources. */
export function buildStale() {
  const now = fingerprint()
  const isFresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === now
  if (isFresh && products.every(product => existsSync(join(root, product)))) return
  for (const { says, tool, args } of steps) {
    console.error(`Building the ${says} …`)
    const { status } = spawnSync(suitableNode(), [join(root, 'node_modules', tool), ...args], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    })
    if (status !== 0) throw new Error(`building the ${says} failed; the reason is above.`)
  }
  for (const name of publicTypes)
    copyFileSync(join(root, declarations, 'testing', name), join(root, 'out/testing', name))
  const missing = products.filter(product => !existsSync(join(root, product)))
  if (missing.length > 0) throw new Error(`the build ended without ${missing.join(', ')}.`)
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(stamp, now)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    buildStale()
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}

import { execFile } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '../../..')
const execute = promisify(execFile)
const ownNode = `node-${process.platform}-${process.arch}`

/** Packs the product as it would be published and installs it into a project of its own, without the network. */
export async function installPackage(work: string): Promise<{ project: string; files: string[] }> {
  await execute(process.execPath, [join(root, 'scripts/build.mjs')])
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', work]
  const [{ files, filename }] = JSON.parse((await execute('npm', pack, { cwd: root })).stdout)
  const project = join(work, 'project')
  mkdirSync(project)
  const sqlite = `file:${join(root, 'node_modules/better-sqlite3')}`
  const manifest = { private: true, type: 'module', overrides: { 'better-sqlite3': sqlite } }
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest))
  const quiet = ['--offline', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund']
  await execute('npm', ['install', ...quiet, join(work, filename)], { cwd: project })
  symlinkSync(join(root, 'node_modules', ownNode), join(project, 'node_modules', ownNode))
  return { project, files: files.map(({ path }: { path: string }) => path) }
}

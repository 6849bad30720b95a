import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** What a clone of the sources as they stand would hold, with the packages linked in as if they had just been installed. */
export function cloneWorkingTree(into: string): void {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', '-z']
  const files = execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean)
  for (const file of files) {
    if (lstatSync(join(root, file), { throwIfNoEntry: false }) === undefined) continue
    mkdirSync(dirname(join(into, file)), { recursive: true })
    cpSync(join(root, file), join(into, file))
  }
  linkPackages(into)
}

/** What stands built, with the sign of what it was built from: where the sources have moved on since, a build makes it anew. */
export function takeBuildAlong(into: string): void {
  for (const made of ['out', '.cache/built']) {
    if (existsSync(join(root, made))) cpSync(join(root, made), join(into, made), { recursive: true })
  }
}

/** Package by package: whatever removes them removes links. */
function linkPackages(into: string): void {
  const [from, to] = [join(root, 'node_modules'), join(into, 'node_modules')]
  mkdirSync(to)
  for (const name of readdirSync(from)) {
    if (name.startsWith('.')) continue
    if (!name.startsWith('@')) symlinkSync(join(from, name), join(to, name))
    else {
      mkdirSync(join(to, name))
      for (const inner of readdirSync(join(from, name)))
        symlinkSync(join(from, name, inner), join(to, name, inner))
    }
  }
  symlinkSync(join(from, '.bin'), join(to, '.bin'))
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  writeFileSync(join(to, '.receiptscope-installed'), `${lock} ${process.platform}-${process.arch}\n`)
}

import { execFile, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Report } from './followSteps.ts'

/** A network of its own, with nothing in it but this machine: ports are free, and nothing can leave. */
const aloneArgs = ['-rn', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"']
const canBeAlone = process.platform === 'linux' && spawnSync('unshare', [...aloneArgs, 'true']).status === 0

/** Follows a document, cut off from every network where the system allows that. */
export function followAlone(document: string, ...rest: string[]): Promise<Report> {
  const script = join(import.meta.dirname, 'follow.ts')
  const command = [process.execPath, script, document, ...rest]
  const [file = '', ...args] = canBeAlone ? ['unshare', ...aloneArgs, ...command] : command
  return new Promise((resolve, reject) => {
    execFile(file, args, { maxBuffer: 1e8 }, (error, stdout, stderr) => {
      if (stdout === '') reject(new Error(`${document} could not be followed: ${stderr || error?.message}`))
      else resolve(JSON.parse(stdout))
    })
  })
}

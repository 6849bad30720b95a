import { Writable } from 'node:stream'
import { run } from '../../../src/headless/cli.ts'
import { makeDirectory } from './startProgram.ts'

/** The command line within this process, for what ends before anything is started. */
export async function runHere(args: string[], environment: Record<string, string> = {}) {
  const seen = { stdout: '', stderr: '' }
  const collect = (name: 'stdout' | 'stderr') =>
    new Writable({
      write(chunk, _, done) {
        seen[name] += String(chunk)
        done()
      },
    })
  const code = await run(args, {
    stdout: collect('stdout'),
    stderr: collect('stderr'),
    environment,
    root: `${makeDirectory()}/program`,
    stop: new AbortController().signal,
  })
  return { code, ...seen }
}

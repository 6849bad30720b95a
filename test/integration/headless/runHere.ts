import { join } from 'node:path'
import { Writable } from 'node:stream'
import { run } from '../../../src/headless/cli.ts'
import { expectEnglish } from './expectEnglish.ts'
import { makeDirectory } from './startProgram.ts'

type Place = { directory?: string; environment?: Record<string, string> }

/** The command line within this process, for what ends by itself; paths are those of the directory. */
export async function runHere(args: string[], { directory = makeDirectory(), environment = {} }: Place = {}) {
  const seen = { stdout: '', stderr: '' }
  const collect = (name: 'stdout' | 'stderr') =>
    new Writable({
      write(chunk, _, done) {
        seen[name] += String(chunk)
        done()
      },
    })
  const before = process.cwd()
  process.chdir(directory)
  try {
    const code = await run(args, {
      stdout: collect('stdout'),
      stderr: collect('stderr'),
      environment,
      root: join(directory, 'program'),
      stop: new AbortController().signal,
    })
    expectEnglish(seen.stdout)
    expectEnglish(seen.stderr)
    return { code, ...seen }
  } finally {
    process.chdir(before)
  }
}

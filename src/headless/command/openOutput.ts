import { createWriteStream, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { type Io, print } from '../io.ts'
import { UsageError } from './command.ts'

export type Output = {
  /** False when nobody takes the rest, or there is no room for it. */
  write(text: string): Promise<boolean>
  end(): Promise<void>
}

/** A file, or stdout for null. The file is touched at the first write: a command that fails before leaves it as it is. */
export function openOutput(path: string | null, { stdout }: Pick<Io, 'stdout'>): Output {
  if (path === null) return { write: text => print(stdout, text), end: () => Promise.resolve() }
  let stream: WriteStream | null = null
  let isWhole = true
  return {
    async write(text) {
      stream ??= await openFile(path)
      isWhole &&= await print(stream, text)
      return isWhole
    },
    async end() {
      if (stream !== null && isWhole) await finished(stream.end())
    },
  }
}

function openFile(path: string): Promise<WriteStream> {
  return new Promise((resolve, reject) => {
    // What is written is personal data: for this user alone, unless the file was there.
    const stream = createWriteStream(path, { mode: 0o600 })
    stream.once('open', () => resolve(stream))
    stream.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        new UsageError(
          `--out expects a file that can be written; ${path} can't be (${error.code ?? 'unknown'})`,
        ),
      )
    })
  })
}

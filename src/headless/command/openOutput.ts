import { createWriteStream, type WriteStream } from 'node:fs'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { type Io, print } from '../io.ts'
import { UsageError } from './command.ts'

export type Output = {
  /** Resolves once they are handed on, or there is room for more; false when nobody takes the rest, or there is no room for it on the disk. */
  write(bytes: Uint8Array): Promise<boolean>
  /** False where not all was taken. */
  end(): Promise<boolean>
}

/**
 * A file, or stdout for null. The file is touched at the first write: a command that fails before leaves it as it is. So many bytes may
 * be on their way, for those who make them not to wait for each few; with 0, what was written may be written over.
 */
export function openOutput(
  path: string | null,
  { stdout }: Pick<Io, 'stdout'>,
  mostOnTheWay: number,
): Output {
  let file: WriteStream | null = null
  let onTheWay = 0
  let isWhole = true
  let latest: Promise<void> = Promise.resolve()

  async function hand(stream: Writable, bytes: Uint8Array): Promise<void> {
    onTheWay += bytes.byteLength
    const isTaken = await print(stream, bytes)
    isWhole &&= isTaken
    onTheWay -= bytes.byteLength
  }
  return {
    async write(bytes) {
      if (path !== null) file ??= await openFile(path)
      if (isWhole) latest = hand(file ?? stdout, bytes)
      if (onTheWay > mostOnTheWay) await latest
      return isWhole
    },
    async end() {
      await latest
      if (file !== null && isWhole) await finished(file.end())
      return isWhole
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

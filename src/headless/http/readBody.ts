import type { Readable } from 'node:stream'

/** The text of a body; null where it is longer than so many bytes. */
export async function readBody(body: Readable, most: number): Promise<string | null> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of body as AsyncIterable<Buffer>) {
    size += piece.byteLength
    if (size > most) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

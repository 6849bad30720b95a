import type { Client } from '../../contract/rpc/createClient.ts'
import { splitLog } from './splitLog.ts'

/** Characters that go in one call: below what a frame holds, in few enough that progress is seen. */
const pieceCharacters = 1_000_000

export type ImportSums = { read: number; added: number }

/** Hands a log over piece by piece; what went before a failure or a stop is stored, and may be handed over again. */
export async function importLog(
  client: Pick<Client, 'call'>,
  text: string,
  account: string | null,
  onProgress: (share: number, sums: ImportSums) => void,
  signal: AbortSignal,
): Promise<ImportSums> {
  const sums = { read: 0, added: 0 }
  const pieces = splitLog(text, pieceCharacters)
  for (const [index, piece] of pieces.entries()) {
    const { read, added } = await client.call('sends.import', { text: piece, account }, { signal })
    sums.read += read
    sums.added += added
    onProgress((index + 1) / pieces.length, { ...sums })
  }
  return sums
}

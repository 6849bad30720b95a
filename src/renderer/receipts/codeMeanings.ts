import { useEffect } from 'react'
import { create } from 'zustand'
import type { Words } from '../../contract/words.ts'
import { useConnection, useServices } from '../state/services.ts'

/** Meanings kept; nobody sees more codes than that, but a stranger could send any. */
const mostKept = 2_000

/** By code and carrier; null where nobody lists the code, or while it is asked. */
const useMeanings = create<{ known: ReadonlyMap<string, Words | null> }>(() => ({ known: new Map() }))

const keep = (key: string, meaning: Words | null) =>
  useMeanings.setState(({ known }) => ({
    known: known.size >= mostKept ? new Map([[key, meaning]]) : new Map(known).set(key, meaning),
  }))

/** What a code most likely means for a row's carrier, in both languages; asked once for all rows alike. */
export function useCodeMeaning(
  code: string | null,
  carrier: string | null,
  phone: string | null,
): Words | null {
  const { client } = useServices()
  const connected = useConnection().kind === 'open'
  const key = code === null ? null : `${code} ${carrier}`
  const meaning = useMeanings(({ known }) => (key === null ? null : (known.get(key) ?? null)))
  useEffect(() => {
    if (key === null || code === null || !connected || useMeanings.getState().known.has(key)) return
    keep(key, null)
    client.call('codes.explain', { code, phone }).then(
      ({ groups }) => {
        const [first] = [...groups.filter(({ hinted }) => hinted), ...groups]
        keep(key, first?.meanings[0]?.meaning ?? null)
      },
      // The code stands for itself then.
      () => {},
    )
  }, [client, connected, key, code, phone])
  return meaning
}

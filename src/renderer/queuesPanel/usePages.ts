import { useEffect, useEffectEvent, useState } from 'react'

type Page<Item> = { items: Item[]; next: string | null }
export type LoadPage<Item> = (
  prefix: string,
  marker: string | null,
  aside: boolean,
) => Promise<Page<Item> | null>

/** A list that comes in pages; `load` answers null where it can't be had, which is told from a list that is empty. */
export function usePages<Item extends { name: string }>(load: LoadPage<Item>) {
  const [prefix, setPrefix] = useState('')
  const [page, setPage] = useState<Page<Item> | null>(null)
  const [failed, setFailed] = useState(false)
  const first = async (wanted: string, aside: boolean) => {
    setPrefix(wanted)
    const loaded = await load(wanted, null, aside)
    setPage(loaded)
    setFailed(loaded === null)
  }
  const start = useEffectEvent(() => void first('', true))
  useEffect(() => start(), [])
  return {
    items: page?.items ?? null,
    failed,
    /** Whether there is nothing at all, not only nothing that begins in a certain way. */
    isEmpty: page?.items.length === 0 && prefix === '',
    hasMore: page !== null && page.next !== null,
    first: (wanted: string) => void first(wanted, false),
    retry: () => void first(prefix, false),
    /** After something changed that the list shows. */
    reload: () => void first(prefix, true),
    /** One of them is known better by now. */
    update(item: Item) {
      setPage(
        shown =>
          shown && { ...shown, items: shown.items.map(known => (known.name === item.name ? item : known)) },
      )
    },
    async more() {
      if (page === null) return
      const following = await load(prefix, page.next, false)
      if (following !== null) setPage({ items: [...page.items, ...following.items], next: following.next })
    },
  }
}

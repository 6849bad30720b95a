import { useEffect, useEffectEvent, useState } from 'react'

type Page<Item> = { items: Item[]; next: string | null }
export type LoadPage<Item> = (
  prefix: string,
  marker: string | null,
  aside: boolean,
) => Promise<Page<Item> | null>

/** A list that comes in pages; `load` answers null where it can't be had. */
export function usePages<Item extends { name: string }>(load: LoadPage<Item>) {
  const [prefix, setPrefix] = useState('')
  const [page, setPage] = useState<Page<Item> | null>(null)
  const first = async (wanted: string, aside: boolean) => {
    setPrefix(wanted)
    setPage((await load(wanted, null, aside)) ?? { items: [], next: null })
  }
  const start = useEffectEvent(() => void first('', true))
  useEffect(() => start(), [])
  return {
    items: page?.items ?? null,
    hasMore: page !== null && page.next !== null,
    first: (wanted: string) => void first(wanted, false),
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

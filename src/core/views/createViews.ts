import { ApiError } from '../../contract/apiError.ts'
import type { ViewId } from '../../contract/brand.ts'
import type { SavedView } from '../../contract/views.ts'
import { createBell } from '../createBell.ts'
import type { Prepare } from '../store/prepareCached.ts'

export type Views = ReturnType<typeof createViews>

const mostViews = 500

/** Queries saved under a name, in an order of the person's own. */
export function createViews(prepare: Prepare, newId: () => string) {
  const bell = createBell()

  const list = () => prepare('SELECT id, name, query FROM view ORDER BY position, name').all() as SavedView[]

  const find = (id: ViewId): SavedView => {
    const view = prepare('SELECT id, name, query FROM view WHERE id = ?').get(id) as SavedView | undefined
    if (view !== undefined) return view
    throw new ApiError(
      'not-found',
      { en: 'There is no such view', zh: '没有这个视图' },
      { en: 'It may have been removed in another window.', zh: '可能已在其他窗口中删除。' },
    )
  }

  const refuseTakenName = (name: string, id: ViewId | null) => {
    const owner = prepare('SELECT id FROM view WHERE name = ?').pluck().get(name)
    if (owner === undefined || owner === id) return
    throw new ApiError(
      'conflict',
      { en: `There is a view named “${name}” already`, zh: `已有名为“${name}”的视图` },
      { en: 'Choose another name.', zh: '请换一个名称。' },
    )
  }

  return {
    list,
    find,
    /** Rings after every change. */
    bell,

    save(id: ViewId | null, name: string, query: string): SavedView {
      if (id !== null) find(id)
      refuseTakenName(name, id)
      if (id !== null) {
        prepare('UPDATE view SET name = ?, query = ? WHERE id = ?').run(name, query, id)
        bell.ring()
        return { id, name, query }
      }
      const { views, last } = prepare(
        'SELECT count(*) AS views, coalesce(max(position), 0) AS last FROM view',
      ).get() as { views: number; last: number }
      if (views >= mostViews) {
        throw new ApiError(
          'conflict',
          { en: `There are ${views} views already`, zh: `已有 ${views} 个视图` },
          { en: 'Remove one that nobody uses.', zh: '请先删除不用的视图。' },
        )
      }
      const view = { id: newId() as ViewId, name, query }
      prepare('INSERT INTO view (id, name, query, position) VALUES (?, ?, ?, ?)').run(
        view.id,
        name,
        query,
        last + 1,
      )
      bell.ring()
      return view
    },

    reorder(ids: readonly ViewId[]): SavedView[] {
      const known = list().map(({ id }) => id)
      const wanted = [...new Set([...ids.filter(id => known.includes(id)), ...known])]
      for (const [position, id] of wanted.entries()) {
        prepare('UPDATE view SET position = ? WHERE id = ?').run(position + 1, id)
      }
      bell.ring()
      return list()
    },

    remove(id: ViewId): void {
      find(id)
      prepare('DELETE FROM view WHERE id = ?').run(id)
      bell.ring()
    },
  }
}

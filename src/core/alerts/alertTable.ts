import * as z from 'zod'
import type { AlertDraft, Firing, FiringSubject } from '../../contract/alerts.ts'
import { alertPercentiles } from '../../contract/alerts.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { AlertId, FiringId, Instant, ViewId } from '../../contract/brand.ts'
import type { Prepare } from '../store/prepareCached.ts'

export type StoredAlert = AlertDraft & { id: AlertId }
export type AlertTable = ReturnType<typeof createAlertTable>

const mostAlerts = 200
const keptFirings = 1000

const count = z.int().min(1).max(1_000_000_000)
const share = z.number().min(0).max(1)
const query = z.string().max(2000)
const duration = (least: number, most: number) => z.int().min(least).max(most)
const second = 1000
const day = 86_400_000

export const alertDraft = z.object({
  name: z.string().trim().min(1).max(80),
  query,
  view: (z.string().min(1).max(100) as unknown as z.ZodType<ViewId>).nullable(),
  condition: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('count'), atLeast: count }),
    z.object({ kind: z.literal('share'), part: query.min(1), atLeast: share, minimum: count }),
    z.object({
      kind: z.literal('latency'),
      percentile: z.enum(alertPercentiles),
      atLeastMs: duration(1, 30 * day),
      minimum: count,
    }),
    z.object({ kind: z.literal('unreported'), atLeast: count, afterMs: duration(second, 30 * day) }),
  ]),
  windowMs: duration(10 * second, 30 * day),
  cooldownMs: duration(10 * second, 30 * day),
  enabled: z.boolean(),
})

/** Rules and what they told, kept. */
export function createAlertTable(prepare: Prepare, newId: () => string) {
  const find = (id: AlertId) => {
    const text = prepare('SELECT definition FROM alert WHERE id = ?').pluck().get(id)
    if (typeof text === 'string') return text
    throw new ApiError(
      'not-found',
      { en: 'There is no such alert', zh: '没有这个告警' },
      { en: 'It may have been removed in another window.', zh: '可能已在其他窗口中删除。' },
    )
  }

  return {
    list(): StoredAlert[] {
      const rows = prepare('SELECT id, definition FROM alert ORDER BY name').all() as {
        id: AlertId
        definition: string
      }[]
      return rows.flatMap(({ id, definition }) => {
        const read = alertDraft.safeParse(JSON.parse(definition))
        return read.success ? [{ ...read.data, id }] : []
      })
    },

    save(id: AlertId | null, draft: AlertDraft): StoredAlert {
      if (id !== null) find(id)
      const owner = prepare('SELECT id FROM alert WHERE name = ?').pluck().get(draft.name)
      if (owner !== undefined && owner !== id) {
        throw new ApiError(
          'conflict',
          { en: `There is an alert named “${draft.name}” already`, zh: `已有名为“${draft.name}”的告警` },
          { en: 'Choose another name.', zh: '请换一个名称。' },
        )
      }
      const alerts = Number(prepare('SELECT count(*) FROM alert').pluck().get())
      if (id === null && alerts >= mostAlerts) {
        throw new ApiError(
          'conflict',
          { en: `There are ${alerts} alerts already`, zh: `已有 ${alerts} 个告警` },
          { en: 'Remove one that nobody uses.', zh: '请先删除不用的告警。' },
        )
      }
      const stored = { ...draft, id: id ?? (newId() as AlertId) }
      prepare('INSERT OR REPLACE INTO alert (id, name, definition) VALUES (?, ?, ?)').run(
        stored.id,
        draft.name,
        JSON.stringify(draft),
      )
      return stored
    },

    remove(id: AlertId): void {
      find(id)
      prepare('DELETE FROM alert WHERE id = ?').run(id)
    },

    lastFired(subject: FiringSubject): Instant | null {
      const last = prepare('SELECT max(at) FROM firing WHERE subject = ?')
      return last.pluck().get(subjectKey(subject)) as Instant | null
    },

    record(firing: Omit<Firing, 'id'>): Firing {
      const { lastInsertRowid } = prepare('INSERT INTO firing (subject, at, firing) VALUES (?, ?, ?)').run(
        subjectKey(firing.subject),
        firing.at,
        JSON.stringify(firing),
      )
      prepare('DELETE FROM firing WHERE id <= ?').run(Number(lastInsertRowid) - keptFirings)
      return { id: Number(lastInsertRowid) as FiringId, ...firing }
    },

    /** Newest first. */
    history: (before: FiringId | null, limit: number): Firing[] =>
      readFirings(
        prepare('SELECT id, firing FROM firing WHERE id < ? ORDER BY id DESC LIMIT ?').all(
          before ?? Number.MAX_SAFE_INTEGER,
          limit,
        ),
      ),

    /** Oldest first. */
    firedAfter: (after: FiringId, limit: number): Firing[] =>
      readFirings(
        prepare('SELECT id, firing FROM firing WHERE id > ? ORDER BY id LIMIT ?').all(after, limit),
      ),

    lastId: () => Number(prepare('SELECT max(id) FROM firing').pluck().get() ?? 0) as FiringId,
  }
}

function subjectKey(subject: FiringSubject): string {
  switch (subject.kind) {
    case 'rule':
      return `rule ${subject.alert}`
    case 'monitor':
      return `monitor ${subject.monitor}`
    case 'store':
      return 'store'
    default:
      return subject satisfies never
  }
}

const readFirings = (rows: unknown[]): Firing[] =>
  (rows as { id: FiringId; firing: string }[]).map(({ id, firing }) => ({
    id,
    ...(JSON.parse(firing) as Omit<Firing, 'id'>),
  }))

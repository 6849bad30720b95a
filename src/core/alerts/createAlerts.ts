import { setTimeout as pause } from 'node:timers/promises'
import type { Alert, AlertDraft, AlertMeasure, AlertsItem, Firing } from '../../contract/alerts.ts'
import type { AlertId, FiringId, Instant } from '../../contract/brand.ts'
import { type Bell, createBell } from '../createBell.ts'
import type { Reader } from '../store/reader.ts'
import type { Views } from '../views/createViews.ts'
import type { AlertTable, StoredAlert } from './alertTable.ts'
import { describeAlert, describeTrouble, rowsOfAlert } from './describeAlert.ts'
import { type Measurable, measureAlert, thresholdOf } from './measureAlert.ts'
import { createSlidingWindow, type SlidingWindow } from './slidingWindow.ts'
import type { Trouble } from './watchTrouble.ts'

export type Alerts = ReturnType<typeof createAlerts>

/** Rules are looked at after commits, but never more often than this, and so much later than looking took. */
const leastMilliseconds = 1000
const restFactor = 10
/** Sends grow old without a commit. */
const stillMilliseconds = 15_000
const shownMilliseconds = 500
const firingsPerItem = 100

/** Holds rules against what is stored, and tells once per cooldown. `tell` is the host's own word of it. */
export function createAlerts(parts: {
  table: AlertTable
  views: Pick<Views, 'list'>
  reader: Reader
  now: () => number
  tell: (firing: Firing) => void
}) {
  const { table, views, reader, now } = parts
  const bell = createBell()
  const known = new Map<AlertId, { basis: string; window: SlidingWindow; measure: AlertMeasure | null }>()

  /** Where the view is gone, the query that was saved with the rule counts. */
  const measurable = ({
    query,
    view,
    condition,
    windowMs,
  }: Measurable & Pick<AlertDraft, 'view'>): Measurable => {
    const found = view === null ? undefined : views.list().find(({ id }) => id === view)
    return { query: found?.query ?? query, condition, windowMs }
  }

  const describe = (stored: StoredAlert): Alert => ({
    ...stored,
    measure: known.get(stored.id)?.measure ?? null,
    lastFiredAt: table.lastFired({ kind: 'rule', alert: stored.id }),
  })

  const fire = (firing: Omit<Firing, 'id'>) => {
    parts.tell(table.record(firing))
    bell.ring()
  }

  async function evaluate(signal: AbortSignal): Promise<void> {
    const rules = table.list().filter(({ enabled }) => enabled)
    for (const id of known.keys()) if (!rules.some(rule => rule.id === id)) known.delete(id)
    for (const rule of rules) {
      if (signal.aborted) return
      await evaluateRule(rule, signal)
    }
  }

  async function evaluateRule(rule: StoredAlert, signal: AbortSignal): Promise<void> {
    const asked = measurable(rule)
    const basis = JSON.stringify(asked)
    const before = known.get(rule.id)
    const state =
      before?.basis === basis
        ? before
        : { basis, window: createSlidingWindow(rule.windowMs), measure: null as AlertMeasure | null }
    known.set(rule.id, state)
    const at = now()
    const measure = await measureAlert(asked, state.window, { reader, now: at, signal })
    if (signal.aborted || known.get(rule.id) !== state) return
    if (measure.value !== state.measure?.value) bell.ring()
    state.measure = measure
    const threshold = thresholdOf(rule.condition)
    if (measure.value === null || measure.value < threshold) return
    const subject = { kind: 'rule', alert: rule.id } as const
    const last = table.lastFired(subject)
    if (last !== null && at - last < rule.cooldownMs) return
    fire({
      subject,
      name: rule.name,
      at: at as Instant,
      value: measure.value,
      threshold,
      text: describeAlert(rule, measure),
      query: rowsOfAlert(asked.query, rule, at),
    })
  }

  return {
    list: (): Alert[] => table.list().map(describe),

    save(id: AlertId | null, draft: AlertDraft): Alert {
      const stored = table.save(id, draft)
      bell.ring()
      return describe(stored)
    },

    remove(id: AlertId): void {
      table.remove(id)
      known.delete(id)
      bell.ring()
    },

    measure: (draft: Measurable & Pick<AlertDraft, 'view'>, signal: AbortSignal): Promise<AlertMeasure> =>
      measureAlert(measurable(draft), createSlidingWindow(draft.windowMs), { reader, now: now(), signal }),

    history: table.history,

    /** Monitors and the store raise the same way; how often is theirs to say. */
    raise(trouble: Trouble): void {
      fire({
        subject: trouble.kind === 'store' ? { kind: 'store' } : { kind: 'monitor', monitor: trouble.monitor },
        name: trouble.kind === 'store' ? 'store' : trouble.queue,
        at: now() as Instant,
        value: null,
        threshold: null,
        text: describeTrouble(trouble),
        query: null,
      })
    },

    evaluate,

    async *watch(after: FiringId | null, signal: AbortSignal): AsyncGenerator<AlertsItem, void, undefined> {
      const listener = bell.listen(signal)
      let last = after ?? table.lastId()
      try {
        for (let shown = ''; !signal.aborted; ) {
          const fired = table.firedAfter(last, firingsPerItem)
          last = fired.at(-1)?.id ?? last
          const alerts = table.list().map(describe)
          const text = JSON.stringify(alerts)
          if (fired.length > 0 || text !== shown) yield { alerts, fired, last }
          shown = text
          if (fired.length === firingsPerItem) continue
          await pause(shownMilliseconds, undefined, { signal, ref: false }).catch(() => undefined)
          await listener.rung()
        }
      } finally {
        listener.stop()
      }
    },

    /** Looks at the rules after commits until it is stopped. */
    start(commits: Bell, surprise: (error: unknown) => void): () => Promise<void> {
      const stopping = new AbortController()
      const { signal } = stopping
      const heard = createBell()
      const unhear = [commits.onRing(heard.ring), bell.onRing(heard.ring)]
      const run = async () => {
        const listener = heard.listen(signal)
        while (!signal.aborted) {
          const began = performance.now()
          await evaluate(signal).catch(error => signal.aborted || surprise(error))
          const rest = Math.max(leastMilliseconds, (performance.now() - began) * restFactor)
          await pause(rest, undefined, { signal, ref: false }).catch(() => undefined)
          await listener.rung(AbortSignal.timeout(stillMilliseconds))
        }
        listener.stop()
      }
      const running = run()
      return async () => {
        for (const stop of unhear) stop()
        stopping.abort()
        await running
      }
    },
  }
}

import type { Handlers } from '../../../src/contract/api.ts'
import { ApiError } from '../../../src/contract/apiError.ts'
import type { Instant, ReceiptId, Rev, Seq } from '../../../src/contract/brand.ts'
import type { FeedItem, ReceiptDetail, ReceiptPage } from '../../../src/contract/receipt.ts'
import { asIs } from '../../../src/contract/words.ts'
import type { ExportFile } from '../../../src/core/handlers/exportHandlers.ts'
import { receiptDetail } from '../../receiptRow.ts'

/** A core of a list in memory, with the one filter `phone:…`, for what only the host does. */
export function createFakeCore() {
  const rows: ReceiptDetail[] = []
  const waiting = new Set<() => void>()
  const seen = { openFeeds: 0, openExports: 0, exportedPieces: 0 }

  const select = (query: string) => {
    if (query === '(') throw new ApiError('bad-input', asIs('The bracket is not closed.'), asIs('Close it.'))
    if (query === 'boom') throw new Error('secret detail')
    const phone = query.replace('phone:', '')
    return rows.filter(row => phone === '' || row.phone === phone)
  }
  const handlers = {
    calls: {
      'alerts.list': () => [],
      'app.info': () => ({ version: '0.0.0', host: 'headless' }),
      'receipts.page': (input: unknown): ReceiptPage => {
        const { query, before, limit } = input as { query: string; before: Seq | null; limit: number }
        const matching = select(query)
          .filter(({ seq }) => before === null || seq < before)
          .reverse()
        const page = matching.slice(0, Math.min(limit, 3))
        const older = page.length < matching.length ? (page.at(-1)?.seq ?? null) : null
        return { rows: page, before: older, partial: false }
      },
      'receipts.get': (input: unknown) => {
        const { id } = input as { id: ReceiptId }
        const found = rows.find(row => row.id === id)
        if (found) return found
        throw new ApiError('not-found', asIs('There is no such receipt.'))
      },
    },
    streams: {
      'status.watch': async function* () {
        yield { monitors: [], perSecond: 0 }
      },
      'receipts.feed': async function* (
        input: unknown,
        { signal }: { signal: AbortSignal },
      ): AsyncGenerator<FeedItem> {
        const { query, after } = input as { query: string; after: { rev: Rev } | null }
        seen.openFeeds += 1
        try {
          let rev = after?.rev ?? 0
          let reset = after === null
          while (!signal.aborted) {
            const changed = select(query).filter(row => row.rev > rev)
            rev = rows.length
            if (changed.length > 0 || reset) {
              yield {
                store: 'fake',
                rows: changed,
                gone: [],
                rev: rev as Rev,
                reset,
                more: false,
                older: null,
                partial: false,
              }
            }
            reset = false
            if (rev === rows.length) await nextRow(signal)
          }
        } finally {
          seen.openFeeds -= 1
        }
      },
    },
  } as unknown as Handlers

  function nextRow(signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      waiting.add(resolve)
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
  }
  /** Endless, as long as somebody takes it. */
  const exportFile: ExportFile = ({ query }, signal) => {
    select(query)
    return (async function* () {
      seen.openExports += 1
      try {
        while (!signal.aborted) {
          seen.exportedPieces += 1
          yield Buffer.alloc(1 << 16, 'receipt\n')
        }
      } finally {
        seen.openExports -= 1
      }
    })()
  }
  return {
    handlers,
    exportFile,
    seen,
    add(phone: string) {
      const seq = rows.length + 1
      rows.push(receipt(seq, phone))
      for (const wake of waiting) wake()
      waiting.clear()
    },
  }
}

const receipt = (seq: number, phone: string): ReceiptDetail =>
  receiptDetail(
    {
      phone,
      sendTime: Date.UTC(2026, 0, 2, 3, 4, 5) as Instant,
      latencyMs: 1500,
      account: 'sim',
      source: 'orders',
      receivedAt: Date.UTC(2026, 0, 2, 3, 4, 6) as Instant,
      raw: 'e30=',
      rawBytes: 2,
    },
    seq,
  )

import { expect, test } from 'vitest'
import type { Alert } from '../../../src/contract/alerts.ts'
import type { AccountId, MonitorId } from '../../../src/contract/brand.ts'
import type { AppInfo, MonitorStatus, Status } from '../../../src/contract/status.ts'
import { asIs } from '../../../src/contract/words.ts'
import { writeMetrics } from '../../../src/headless/api/metrics.ts'

const monitor: MonitorStatus = {
  id: 'm' as MonitorId,
  account: 'a' as AccountId,
  accountName: 'a "quoted" \\ name\nin two lines',
  queue: 'orders',
  type: 'SmsReport',
  mode: 'peek',
  state: 'backing-off',
  reason: asIs(''),
  parallel: 1,
  perSecond: 0,
  received: 7,
  lastMessageAt: null,
  lastError: null,
  lagMs: 1500,
  queueCounts: null,
  credentialsUntil: null,
  clockSkewMs: null,
}
const status: Status = {
  monitors: [monitor, { ...monitor, queue: 'other', state: 'idle', lagMs: null }],
  endpoint: {
    wanted: true,
    listening: true,
    wide: false,
    url: null,
    perSecond: 0,
    received: 3,
    reason: asIs(''),
  },
  simulator: { running: false, endpoint: null, reason: asIs('') },
  store: { rows: 5, bytes: 6, walBytes: 7, writable: true, lastError: null, advice: null },
  perSecond: 0,
}
const app = { version: '1.2.3' } as AppInfo
const figures = { residentBytes: 1, cpuSeconds: 0.5, startedAt: 2000 }
const alert = {
  name: 'Slow "ones"',
  condition: { kind: 'latency', percentile: 'p95', atLeastMs: 9000, minimum: 1 },
  measure: { at: 1, value: 12_500, rows: 3, partial: false, problem: null },
  lastFiredAt: null,
} as unknown as Alert

test('labels are escaped, and what is not known is left out', () => {
  const text = writeMetrics(status, app, figures, [alert])
  const labels =
    'account="a \\"quoted\\" \\\\ name\\nin two lines",queue="orders",type="SmsReport",mode="peek"'
  expect(text).toContain(`receiptscope_monitor_received_total{${labels}} 7\n`)
  expect(text).toContain(`receiptscope_monitor_up{${labels}} 0\n`)
  expect(text).toContain(`receiptscope_monitor_up{${labels.replace('orders', 'other')}} 1\n`)
  expect(text.match(/^receiptscope_monitor_lag_seconds\{/gm)).toHaveLength(1)
  expect(text).toContain('process_start_time_seconds 2\n')
  expect(text).toContain('receiptscope_alert_value{alert="Slow \\"ones\\""} 12.5\n')
  expect(text).not.toContain('receiptscope_alert_last_fired')
})

test('without monitors nothing is said of them', () => {
  const text = writeMetrics({ ...status, monitors: [] }, app, figures, [])
  expect(text).not.toMatch(/receiptscope_(monitor|alert)/)
})

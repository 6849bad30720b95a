import type { Alert } from '../../contract/alerts.ts'
import type { AppInfo, Status } from '../../contract/status.ts'

type Metric = { name: string; type: 'counter' | 'gauge'; help: string; samples: Sample[] }
type Sample = { labels?: Record<string, string>; value: number }

/** The state of an instance in Prometheus' text format 0.0.4. */
export function writeMetrics(
  status: Status,
  app: AppInfo,
  process: ProcessFigures,
  alerts: readonly Alert[],
): string {
  return metricsOf(status, app, process, alerts).map(writeMetric).join('')
}

export type ProcessFigures = { residentBytes: number; cpuSeconds: number; startedAt: number }

function metricsOf(
  { monitors, endpoint, simulator, store }: Status,
  app: AppInfo,
  process: ProcessFigures,
  alerts: readonly Alert[],
): Metric[] {
  const gauge = (name: string, help: string, samples: Sample[]): Metric => ({
    name,
    type: 'gauge',
    help,
    samples,
  })
  const counter = (name: string, help: string, samples: Sample[]): Metric => ({
    name,
    type: 'counter',
    help,
    samples,
  })
  const perMonitor = (value: (monitor: Status['monitors'][number]) => number | null) =>
    monitors.flatMap(monitor => {
      const { accountName: account, queue, type, mode } = monitor
      const sample = value(monitor)
      return sample === null ? [] : [{ labels: { account, queue, type, mode }, value: sample }]
    })
  const perAlert = (value: (alert: Alert) => number | null) =>
    alerts.flatMap(alert => {
      const sample = value(alert)
      return sample === null ? [] : [{ labels: { alert: alert.name }, value: sample }]
    })
  return [
    gauge('receiptscope_info', 'Version of the program.', [{ labels: { version: app.version }, value: 1 }]),
    gauge('receiptscope_store_receipts', 'Receipts stored.', [{ value: store.rows }]),
    gauge('receiptscope_store_bytes', 'Size of the database.', [{ value: store.bytes }]),
    gauge('receiptscope_store_wal_bytes', 'Size of its write-ahead log.', [{ value: store.walBytes }]),
    gauge('receiptscope_store_writable', '1 while the database can be written.', [
      { value: Number(store.writable) },
    ]),
    counter(
      'receiptscope_monitor_received_total',
      'Messages received since the start.',
      perMonitor(({ received }) => received),
    ),
    gauge(
      'receiptscope_monitor_up',
      '1 while it asks its queue, 0 while it is backing off, paused or stopped.',
      perMonitor(({ state }) => Number(state === 'polling' || state === 'idle')),
    ),
    gauge(
      'receiptscope_monitor_lag_seconds',
      'Age of the last message when it came.',
      perMonitor(({ lagMs }) => (lagMs === null ? null : lagMs / 1000)),
    ),
    gauge('receiptscope_endpoint_up', '1 while the endpoint takes pushes.', [
      { value: Number(endpoint.listening) },
    ]),
    counter('receiptscope_endpoint_received_total', 'Pushes received since the start.', [
      { value: endpoint.received },
    ]),
    gauge('receiptscope_simulator_up', '1 while the built-in simulator runs.', [
      { value: Number(simulator.running) },
    ]),
    gauge(
      'receiptscope_alert_value',
      'What a rule came to: rows, a share, or seconds.',
      perAlert(({ measure, condition }) =>
        condition.kind === 'latency' && measure?.value ? measure.value / 1000 : (measure?.value ?? null),
      ),
    ),
    gauge(
      'receiptscope_alert_last_fired_time_seconds',
      'When a rule last fired, since 1970.',
      perAlert(({ lastFiredAt }) => (lastFiredAt === null ? null : lastFiredAt / 1000)),
    ),
    gauge('process_resident_memory_bytes', 'Resident memory.', [{ value: process.residentBytes }]),
    counter('process_cpu_seconds_total', 'Processor time used.', [{ value: process.cpuSeconds }]),
    gauge('process_start_time_seconds', 'Start time since 1970.', [{ value: process.startedAt / 1000 }]),
  ]
}

function writeMetric({ name, type, help, samples }: Metric): string {
  if (samples.length === 0) return ''
  const lines = samples.map(({ labels = {}, value }) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`)
    return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}\n`
  })
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`
}

const escapeLabel = (text: string) =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

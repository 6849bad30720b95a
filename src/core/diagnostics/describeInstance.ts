import { homedir } from 'node:os'
import type { Account, Exchange } from '../../contract/account.ts'
import type { Diagnostics, LogLine } from '../../contract/diagnostics.ts'
import type { OutboundState } from '../../contract/outbound.ts'
import type { EndpointSettings } from '../../contract/push.ts'
import type { Retention } from '../../contract/retention.ts'
import type { AppInfo, MonitorStatus, Status } from '../../contract/status.ts'
import { hideSecrets } from './hideSecrets.ts'

const mostExchanges = 50
const mostCalls = 200

export type InstanceParts = {
  info: AppInfo
  now: number
  retention: Retention
  endpoint: EndpointSettings
  accounts: readonly Account[]
  /** Everything that must not appear, wherever it may have got to. */
  secrets: readonly string[]
  status: Status
  exchangesOf: (monitor: MonitorStatus) => Exchange[]
  outbound: OutboundState
  log: LogLine[]
}

/** A person reads this before it is sent to anybody: plain names, no more than helps. */
export function describeInstance(parts: InstanceParts): Diagnostics {
  const { info, status, outbound, endpoint } = parts
  const { heapUsed, rss } = process.memoryUsage()
  const whole: Diagnostics = {
    madeAt: new Date(parts.now).toISOString(),
    program: {
      ...info,
      dataDirectory: fromHome(info.dataDirectory),
      architecture: process.arch,
      runtime: runtimeVersions(),
    },
    process: { uptimeSeconds: Math.round(process.uptime()), heapBytes: heapUsed, residentBytes: rss },
    settings: {
      retention: parts.retention,
      endpoint: { ...endpoint, forwardTo: originOf(endpoint.forwardTo) },
    },
    accounts: parts.accounts.map(({ name, endpoint, region, credentials, signature }) => ({
      ...{ name, endpoint, region, credentials, signature },
    })),
    status,
    exchanges: status.monitors.map(monitor => ({
      monitor: monitor.id,
      requests: parts
        .exchangesOf(monitor)
        .slice(0, mostExchanges)
        .map(exchange => ({ ...exchange, target: exchange.target.split('?')[0] ?? '' })),
    })),
    outbound: {
      places: outbound.places,
      // Whoever is sent a replay may have a path that is a secret of theirs.
      calls: outbound.calls
        .slice(0, mostCalls)
        .map(call => (isTheirs(call.why) ? { ...call, path: '' } : call)),
    },
    log: parts.log,
  }
  return hideSecrets(whole, [...parts.secrets, ...(endpoint.forwardTo === null ? [] : [endpoint.forwardTo])])
}

const isTheirs = (why: string) => why === 'replay' || why === 'forward'

const originOf = (url: string | null) => (url === null ? null : new URL(url).origin)

function fromHome(path: string): string {
  const home = homedir()
  return home.length > 1 && path.startsWith(home) ? `~${path.slice(home.length)}` : path
}

/** Of all that a runtime names, what decides how this program behaves. */
function runtimeVersions(): Record<string, string> {
  const asked = ['node', 'electron', 'chrome', 'v8', 'openssl', 'uv']
  return Object.fromEntries(
    Object.entries(process.versions).flatMap(([name, version]) =>
      asked.includes(name) && version !== undefined ? [[name, version]] : [],
    ),
  )
}

import type { Exchange } from './account.ts'
import type { OutboundCall, OutboundPlace } from './outbound.ts'
import type { EndpointSettings } from './push.ts'
import type { Retention } from './retention.ts'
import type { AppInfo, Status } from './status.ts'

/** What helps somebody else to see why a program misbehaves; without secrets, bodies, and phone numbers. */
export type Diagnostics = {
  madeAt: string
  program: AppInfo & { architecture: string; runtime: Record<string, string> }
  process: { uptimeSeconds: number; heapBytes: number; residentBytes: number }
  settings: { retention: Retention; endpoint: EndpointSettings }
  accounts: {
    name: string
    endpoint: string
    region: string | null
    credentials: string
    signature: string
  }[]
  status: Status
  /** The newest requests of each monitor, without their queries. */
  exchanges: { monitor: string; requests: Exchange[] }[]
  outbound: { places: OutboundPlace[]; calls: OutboundCall[] }
  log: LogLine[]
}

export type LogLine = { at: string; level: string; message: string; [detail: string]: unknown }

export type DiagnosticsCalls = { 'diagnostics.read': { input: null; output: Diagnostics } }

import * as z from 'zod'
import type { Instant } from '../../contract/brand.ts'
import {
  callbackScheduleNames,
  contentMd5Names,
  type OutboxItem,
  type SimulatorFaults,
  type SimulatorState,
  type SimulatorTraffic,
  type TraceEvent,
  traceKinds,
} from '../../contract/simulator.ts'
import { writeFaults } from '../../simulator/faults/parseFaults.ts'
import { writeTraffic } from '../../simulator/traffic/parseTraffic.ts'
import type { BuiltInSimulator } from './startBuiltInSimulator.ts'

const instant = z.union([z.number(), z.iso.datetime()]).transform(value => Number(new Date(value)) as Instant)

const described = z.object({
  clock: z.object({ now: instant, speed: z.number() }),
  faults: z.custom<SimulatorFaults>(value => typeof value === 'object' && value !== null),
  counters: z.object({ total: z.partialRecord(z.enum(traceKinds), z.number()) }),
  traffic: z.object({ sent: z.number() }),
  pushes: z.object({ options: z.object({ contentMd5: z.enum(contentMd5Names) }) }),
  sms: z.object({ callbackSchedule: z.enum(callbackScheduleNames) }),
  certificate: z.object({ current: z.string(), names: z.array(z.string()) }),
  outbox: z.object({ total: z.number() }),
  queues: z.array(z.unknown()),
  topics: z.array(z.unknown()),
})

const traced = z.object({
  events: z.array(
    z
      .object({
        at: instant,
        messageId: z.string(),
        kind: z.enum(traceKinds),
        place: z.string(),
        by: z.string().nullable().default(null),
        detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
      })
      .transform((event): TraceEvent => event),
  ),
})

const common = { at: instant, messageId: z.string().nullable(), to: z.string() }
const outbox = z.object({
  items: z.array(
    z
      .discriminatedUnion('kind', [
        z.object({
          ...common,
          kind: z.literal('mail'),
          from: z.string(),
          subject: z.string(),
          body: z.string(),
          isHtml: z.boolean(),
        }),
        z.object({
          ...common,
          kind: z.literal('sms'),
          bizId: z.string(),
          signName: z.string(),
          templateCode: z.string(),
          content: z.string(),
          parts: z.number(),
        }),
      ])
      .transform((item): OutboxItem => item),
  ),
})

export type Flow = { traffic: SimulatorTraffic; flowing: boolean }

/** The traffic as it is to flow now: at rest it keeps its mix, which the fates of SMS sent by others go by too. */
export function applyFlow({ simulator }: BuiltInSimulator, { traffic, flowing }: Flow): void {
  const effective = flowing ? traffic : { ...traffic, rate: 0, burst: null }
  simulator.control('traffic', { spec: writeTraffic(effective) })
}

export function applyFaults({ simulator }: BuiltInSimulator, faults: SimulatorFaults): void {
  simulator.control('faults', { spec: writeFaults(faults) })
}

export function readTrace(
  { simulator }: BuiltInSimulator,
  messageId: string | null,
  limit: number,
): TraceEvent[] {
  return traced.parse(simulator.control('trace', messageId === null ? { limit } : { messageId })).events
}

/** Newest first. */
export function readOutbox({ simulator }: BuiltInSimulator, limit: number): OutboxItem[] {
  return outbox.parse(simulator.control('outbox', { limit })).items.reverse()
}

export function describeSimulator({ simulator }: BuiltInSimulator, flow: Flow): SimulatorState {
  const { endpoint, accountId, region, accessKeyId, accessKeySecret, smsQueues } = simulator
  const state = described.parse(simulator.state())
  return {
    running: true,
    access: {
      endpoint,
      accountId,
      region,
      accessKeyId,
      accessKeySecret,
      certificateUrl: state.certificate.current,
      smsQueues: { ...smsQueues },
    },
    command: commandFor(flow.traffic, state.faults, state.clock.speed),
    ...flow,
    sent: state.traffic.sent,
    faults: state.faults,
    clock: state.clock,
    pushes: {
      contentMd5: state.pushes.options.contentMd5,
      callbackSchedule: state.sms.callbackSchedule,
    },
    certificates: state.certificate.names.length,
    outboxTotal: state.outbox.total,
    queues: state.queues.length,
    topics: state.topics.length,
    counters: state.counters.total,
  }
}

/** A terminal's way to the same simulator: for a build server, or without the window. */
function commandFor(traffic: SimulatorTraffic, faults: SimulatorFaults, speed: number): string {
  const specs = [
    ['--traffic', writeTraffic(traffic)],
    ['--faults', writeFaults(faults)],
    ['--clock-speed', speed === 1 ? '' : String(speed)],
  ]
  const options = specs.filter(([, spec]) => spec !== '').map(([option, spec]) => ` ${option} ${spec}`)
  return `receiptscope simulate${options.join('')}`
}

import { randomBytes } from 'node:crypto'
import { requestLimits } from '../protocol/xml/readXml.ts'
import { createKeyRing } from './auth/keyRing.ts'
import type { CertificateKind } from './certificate/createCertificate.ts'
import { createClock, type RunningClock } from './clock.ts'
import { hostAddress } from './hostAddress.ts'
import { type Claim, claimerOf } from './http/claim.ts'
import { startHttpServer } from './http/httpServer.ts'
import { createMnsApi } from './http/mnsApi.ts'
import type { Call } from './http/operation.ts'
import { createRequestIds } from './http/requestId.ts'
import { createNotificationParts } from './notificationParts.ts'
import type { Part, SimulatorAccount, Surroundings } from './part.ts'
import { Queues } from './queue/queues.ts'
import { createQueuePart } from './queuePart.ts'
import { seededRandom } from './random.ts'
import { smsQueueName } from './sms/receiptDelivery.ts'
import { noDocuments } from './state/documents.ts'
import { createTrace } from './trace/trace.ts'
import { quietTraffic, type TrafficSettings } from './traffic/trafficMix.ts'

export type SimulatorOptions = {
  /** 0 or nothing: any free port. */
  readonly port?: number
  readonly host?: string
  readonly accountId?: string
  readonly accessKeyId?: string
  readonly accessKeySecret?: string
  readonly region?: string
  readonly seed?: number
  readonly clockSpeed?: number
  /** Query keys in the documents' case only, queue names with a letter in front. */
  readonly strict?: boolean
  /** What the generator sends; nothing unless it is told to. */
  readonly traffic?: TrafficSettings
  readonly certificate?: CertificateKind
  /** Further parts that live on the same server. */
  readonly parts?: readonly ((around: Surroundings) => Part)[]
  readonly onSurprise?: (error: unknown) => void
}

export type Simulator = {
  readonly endpoint: string
  readonly accountId: string
  readonly accessKeyId: string
  readonly accessKeySecret: string
  readonly region: string
  readonly clock: RunningClock
  readonly certificateUrl: string
  /** The queues that receipts arrive in, by message type. */
  readonly smsQueues: { readonly SmsReport: string; readonly SmsUp: string }
  close(): Promise<void>
}

export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const seed = options.seed ?? 1
  const account: SimulatorAccount = {
    id: options.accountId ?? '1234567890123456',
    region: options.region ?? 'cn-hangzhou',
    accessKeyId: options.accessKeyId ?? 'simulator',
    accessKeySecret: options.accessKeySecret ?? randomBytes(15).toString('base64url'),
  }
  const host = options.host ?? '127.0.0.1'
  const clock = createClock({ speed: options.clockSpeed ?? 1 })
  const wall = createClock()
  const trace = createTrace()
  const keys = createKeyRing(account)
  const onSurprise = options.onSurprise ?? (() => {})
  let endpoint = ''

  const queues = new Queues({ clock, wall, trace, journal: null, faults: null })
  const around: Surroundings = {
    account,
    clock,
    wall,
    random: name => seededRandom(seedOf(seed, name)),
    trace,
    documents: noDocuments,
    keys,
    ensureQueue: name => void queues.create(name),
    enqueue: (queue, body) => queues.get(queue)?.send([{ body }])[0]?.messageId ?? null,
    onSurprise,
    endpoint: () => endpoint,
  }
  const queuePart = createQueuePart({
    queues,
    strict: options.strict ?? false,
    faults: null,
    addressFor: call => hostAddress(call, endpoint),
  })
  const notifications = await createNotificationParts(around, {
    traffic: options.traffic ?? quietTraffic,
    certificate: options.certificate ?? 'modern',
    strict: options.strict ?? false,
  })
  const ownParts = (options.parts ?? []).map(create => create(around))
  const parts: Part[] = [queuePart, ...notifications.parts, ...ownParts]
  const hostId = `http://${account.id}.mns.${account.region}.aliyuncs.com`
  const claimMns = createMnsApi({
    operations: parts.flatMap(part => part.operations ?? []),
    olderOperations: queuePart.olderOperations,
    keys,
    now: wall.now,
    hostId,
    commit: () => null,
    overLimit: () => false,
  })
  const claimers = parts.flatMap(part => part.faces ?? []).map(claimerOf)
  const claim = (call: Call): Claim => {
    for (const ask of claimers) {
      const claimed = ask(call)
      if (claimed !== null) return claimed
    }
    return claimMns(call)
  }
  const server = await startHttpServer({
    port: options.port ?? 0,
    host,
    strict: options.strict ?? false,
    claim,
    wall,
    now: wall.now,
    nextRequestId: createRequestIds(wall.now, around.random('request ids')),
    planFaults: () => null,
    bodyLimit: requestLimits.maxBytes,
    hostId,
    onSurprise,
  })
  endpoint = `http://${host.includes(':') ? `[${host}]` : host}:${server.port}`
  for (const part of parts) part.start?.()
  return {
    endpoint,
    accountId: account.id,
    accessKeyId: account.accessKeyId,
    accessKeySecret: account.accessKeySecret,
    region: account.region,
    clock,
    certificateUrl: notifications.certificateUrl(),
    smsQueues: {
      SmsReport: smsQueueName(account.id, 'SmsReport'),
      SmsUp: smsQueueName(account.id, 'SmsUp'),
    },
    async close() {
      await server.close()
      for (const part of parts) await part.close?.()
      queues.stop()
      clock.close()
      wall.close()
    },
  }
}

/** One seed for each name, so that what one part draws changes nothing for another. */
function seedOf(seed: number, name: string): number {
  let mixed = seed >>> 0
  for (let at = 0; at < name.length; at++) mixed = Math.imul(mixed ^ name.charCodeAt(at), 0x01000193) >>> 0
  return mixed
}

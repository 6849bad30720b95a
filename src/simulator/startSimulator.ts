import { randomBytes } from 'node:crypto'
import { requestLimits } from '../protocol/xml/readXml.ts'
import { createKeyRing } from './auth/keyRing.ts'
import type { CertificateKind } from './certificate/createCertificate.ts'
import { createClock, type RunningClock } from './clock.ts'
import { createControlFace } from './control/controlFace.ts'
import { createControls } from './control/controls.ts'
import { type FaultSettings, noFaults } from './faults/faultSettings.ts'
import { createFaults } from './faults/faults.ts'
import { hostAddress } from './hostAddress.ts'
import { type Claim, claimerOf } from './http/claim.ts'
import { startHttpServer } from './http/httpServer.ts'
import { createMnsApi } from './http/mnsApi.ts'
import type { Call } from './http/operation.ts'
import { createRequestIds } from './http/requestId.ts'
import { createNotificationParts } from './notificationParts.ts'
import type { Part, SimulatorAccount, Surroundings } from './part.ts'
import type { HttpSender } from './push/httpSender.ts'
import type { PushSigner } from './push/pushRequest.ts'
import { Queues } from './queue/queues.ts'
import { createQueuePart } from './queuePart.ts'
import { seededRandom } from './random.ts'
import { smsQueueName } from './sms/receiptDelivery.ts'
import { noDocuments } from './state/documents.ts'
import type { State } from './state/state.ts'
import { createTrace } from './trace/trace.ts'
import { quietTraffic, type TrafficSettings } from './traffic/trafficMix.ts'

export type SimulatorOptions = {
  /** 0 or nothing: any free port. */
  readonly port?: number
  readonly host?: string
  readonly accountId?: string
  readonly accessKeyId?: string
  /** Without it one is made up; a state directory remembers it. */
  readonly accessKeySecret?: string
  readonly region?: string
  /** A directory where everything outlives the process; without it everything is in memory. */
  readonly state?: string
  /** The same seed and the same calls in the same order give the same run. */
  readonly seed?: number
  readonly clockSpeed?: number
  readonly faults?: FaultSettings
  /** Query keys in the documents' case only, queue names with a letter in front. */
  readonly strict?: boolean
  /** What the generator sends; nothing unless it is told to. */
  readonly traffic?: TrafficSettings
  readonly certificate?: CertificateKind
  /** How pushes and callbacks are sent; the fastest way there is unless given. */
  readonly openSender?: () => HttpSender
  /** Further parts that live on the same server. */
  readonly parts?: readonly ((around: Surroundings) => Part)[]
  /** Told of what should not be able to happen. */
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
  /** The key that pushes are signed with, for those who sign in its name. */
  pushSigner(): PushSigner
  /** The queues that receipts arrive in, by message type. */
  readonly smsQueues: { readonly SmsReport: string; readonly SmsUp: string }
  /** What `POST /simulator/<name>` does, without the HTTP. */
  control(name: string, input?: unknown): unknown
  /** What `GET /simulator/state` answers. */
  state(): unknown
  close(): Promise<void>
}

export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = createClock({ speed: options.clockSpeed ?? 1 })
  const wall = createClock()
  const state = options.state === undefined ? null : await openStateIn(options.state, clock.now)
  if (state !== null) clock.jump(Math.max(0, state.latestTime - clock.now()))
  const account = accountOf(options, state)
  const strict = options.strict ?? false
  const onSurprise = options.onSurprise ?? (() => {})
  const random = (name: string) => seededRandom(seedOf(options.seed ?? 1, name))
  const startingFaults = options.faults ?? noFaults
  const faults = createFaults(startingFaults, random('faults'), wall.now)
  const serverNow = () => wall.now() + faults.skew()
  const trace = createTrace()
  const keys = createKeyRing(account)
  let endpoint = ''

  const queues = new Queues({ clock, wall, trace, journal: state?.journal ?? null, faults })
  const around: Surroundings = {
    account,
    clock,
    wall,
    random,
    trace,
    documents: state?.documents ?? noDocuments,
    keys,
    ensureQueue: name => {
      if (queues.get(name) === undefined) queues.create(name)
    },
    enqueue: (queue, body) => queues.get(queue)?.send([{ body }])[0]?.messageId ?? null,
    onSurprise,
    endpoint: () => endpoint,
  }
  const queuePart = createQueuePart({
    accountId: account.id,
    queues,
    strict,
    faults,
    documents: around.documents,
    addressFor: call => hostAddress(call, endpoint),
  })
  if (state !== null) restoreQueues(queues, state)
  const notifications = await createNotificationParts(around, {
    serverNow,
    traffic: options.traffic ?? quietTraffic,
    certificate: options.certificate ?? 'modern',
    strict,
    openSender: options.openSender ?? null,
  })
  const ownParts = (options.parts ?? []).map(create => create(around))
  const parts: Part[] = [queuePart, ...notifications.parts, ...ownParts]

  const applyFaults = ({ signature, signatureShare, duplicate, reorder }: FaultSettings) => {
    notifications.pushSettings.faults = { signature, signatureShare, duplicate, reorder }
  }
  applyFaults(startingFaults)
  const controls = createControls({
    clock,
    trace,
    keys,
    faults,
    parts,
    startingFaults,
    onFaults: applyFaults,
  })
  const describe = () => ({
    endpoint,
    accountId: account.id,
    region: account.region,
    clock: { now: new Date(clock.now()).toISOString(), speed: clock.speed },
    faults: faults.settings(),
    counters: trace.counters(),
    ...Object.fromEntries(parts.map(part => [part.name, part.state?.()])),
  })
  const hostId = `http://${account.id}.mns.${account.region}.aliyuncs.com`
  const claimMns = createMnsApi({
    operations: parts.flatMap(part => part.operations ?? []),
    olderOperations: queuePart.olderOperations,
    keys,
    now: serverNow,
    hostId,
    commit: () => state?.commit() ?? null,
    faults,
    onSurprise,
  })
  const faces = [createControlFace(controls, describe), ...parts.flatMap(part => part.faces ?? [])]
  const claimers = faces.map(claimerOf)
  const claim = (call: Call): Claim => {
    for (const ask of claimers) {
      const claimed = ask(call)
      if (claimed !== null) return claimed
    }
    return claimMns(call)
  }
  const host = options.host ?? '127.0.0.1'
  const stop = async () => {
    for (const part of parts) await part.close?.()
    queues.stop()
    clock.close()
    wall.close()
    state?.close()
  }
  const server = await startHttpServer({
    port: options.port ?? 0,
    host,
    strict,
    claim,
    wall,
    now: serverNow,
    nextRequestId: createRequestIds(wall.now, random('request ids')),
    planFaults: faults.plan,
    bodyLimit: requestLimits.maxBytes,
    hostId,
    onSurprise,
  }).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  endpoint = `http://${namedHost(host)}:${server.port}`
  for (const part of parts) part.start?.()
  return {
    endpoint,
    accountId: account.id,
    accessKeyId: account.accessKeyId,
    accessKeySecret: account.accessKeySecret,
    region: account.region,
    clock,
    certificateUrl: notifications.certificateUrl(),
    pushSigner: notifications.signer,
    smsQueues: {
      SmsReport: smsQueueName(account.id, 'SmsReport'),
      SmsUp: smsQueueName(account.id, 'SmsUp'),
    },
    control(name, input = {}) {
      const control = Object.hasOwn(controls, name) ? controls[name] : undefined
      if (control === undefined) throw new Error(`"${name}" is no control of the simulator`)
      return control(input)
    },
    state: describe,
    async close() {
      await server.close()
      await stop()
    },
  }
}

/** Everywhere is no address: what clients and pushes are told then is the loopback one. */
function namedHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

/** Loaded only where it is wanted: without a state directory nothing native is needed. */
async function openStateIn(directory: string, now: () => number): Promise<State> {
  const { openState } = await import('./state/openState.ts')
  return openState(directory, now)
}

function accountOf(options: SimulatorOptions, state: State | null): SimulatorAccount {
  const known = new Map(state?.documents.all('account')).get('accessKeySecret')
  const made = options.accessKeySecret === undefined && typeof known !== 'string'
  const accessKeySecret =
    options.accessKeySecret ?? (typeof known === 'string' ? known : randomBytes(15).toString('base64url'))
  if (made) state?.documents.put('account', 'accessKeySecret', accessKeySecret)
  return {
    id: options.accountId ?? '1234567890123456',
    region: options.region ?? 'cn-hangzhou',
    accessKeyId: options.accessKeyId ?? 'simulator',
    accessKeySecret,
  }
}

function restoreQueues(queues: Queues, { stored }: State): void {
  queues.skipIds(stored.lastQueueId)
  for (const record of stored.queues()) {
    const queue = queues.restore(record)
    for (const message of stored.messages(record.id)) queue.restore(message)
  }
}

/** One seed for each name, so that what one part draws changes nothing for another. */
function seedOf(seed: number, name: string): number {
  let mixed = seed >>> 0
  for (let at = 0; at < name.length; at++) mixed = Math.imul(mixed ^ name.charCodeAt(at), 0x01000193) >>> 0
  return mixed
}

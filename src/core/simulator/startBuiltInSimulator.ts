import type { Account } from '../../contract/account.ts'
import type { AccountId } from '../../contract/brand.ts'
import type { SimulatorTraffic } from '../../contract/simulator.ts'
import { type Simulator, startSimulator } from '../../simulator/startSimulator.ts'
import { quietTraffic, type TrafficSettings } from '../../simulator/traffic/trafficMix.ts'
import type { AccountSecrets } from '../accounts/createAccounts.ts'
import type { Outbound } from '../outbound/createOutbound.ts'
import { StartError } from '../startError.ts'
import { notedSender } from './notedSender.ts'

export const simulatorAccountId = 'simulator' as AccountId

export type BuiltInSimulator = {
  endpoint: string
  account: Account
  secrets: AccountSecrets
  /** The queues that carry its SMS receipts. */
  queues: readonly { queue: string; type: string }[]
  simulator: Simulator
  /** What it was started with: traffic of its own, so that something moves. */
  traffic: SimulatorTraffic
  close(): Promise<void>
}

/** What clients were told of an earlier run, so that they go on working. */
export type KnownPlace = { endpoint: string; accessKeySecret: string }

/** Something to look at before anything is configured: a receipt every second or so, some of them failed. */
const modest: TrafficSettings = {
  ...quietTraffic,
  rate: 1,
  fail: 0.12,
  lost: 0.01,
  duplicate: 0.02,
  changed: 0.01,
  reply: 0.05,
  latency: 1500,
  tail: 9000,
}

const lively: TrafficSettings = { ...modest, rate: 20, burst: { size: 120, every: 45_000 } }

/** The simulator inside the program, with traffic of its own, and the account to watch it by. */
export async function startBuiltInSimulator(
  liveliness: 'modest' | 'lively',
  onSurprise: (error: unknown) => void,
  note: Outbound['note'],
  place: KnownPlace | null = null,
): Promise<BuiltInSimulator> {
  const traffic = liveliness === 'modest' ? modest : lively
  const options = { traffic, seed: Date.now() >>> 0, onSurprise, openSender: () => notedSender(note) }
  const known =
    place === null
      ? {}
      : { port: Number(new URL(place.endpoint).port), accessKeySecret: place.accessKeySecret }
  const simulator = await startSimulator({ ...options, ...known })
    .catch((error: unknown) => {
      if (place === null) throw error
      return startSimulator({ ...options, accessKeySecret: place.accessKeySecret })
    })
    .catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      throw new StartError(
        'port-taken',
        { en: `The built-in simulator can't listen (${reason})`, zh: `内置模拟器无法监听（${reason}）` },
        { en: 'Check that programs may listen on 127.0.0.1.', zh: '请确认程序可以在 127.0.0.1 上监听。' },
      )
    })
  const { endpoint, region, accessKeyId, accessKeySecret, smsQueues } = simulator
  return {
    endpoint,
    account: {
      id: simulatorAccountId,
      name: 'simulator',
      endpoint,
      apiEndpoint: endpoint,
      region,
      accessKeyId,
      credentials: 'accessKey',
      signature: 'v2',
      cloud: false,
      origin: 'simulator',
    },
    secrets: { accessKeySecret, securityToken: null },
    queues: Object.entries(smsQueues).map(([type, queue]) => ({ queue, type })),
    simulator,
    traffic,
    close: () => simulator.close(),
  }
}

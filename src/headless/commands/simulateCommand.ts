import type { FaultSettings } from '../../simulator/faults/faultSettings.ts'
import { describeFaults, parseFaults } from '../../simulator/faults/parseFaults.ts'
import { type Simulator, startSimulator } from '../../simulator/startSimulator.ts'
import { describeTraffic, parseTraffic } from '../../simulator/traffic/parseTraffic.ts'
import type { TrafficSettings } from '../../simulator/traffic/trafficMix.ts'
import { type Command, type Given, UsageError } from '../command/command.ts'
import { readHost, readPort } from '../command/readValues.ts'
import { createLog } from '../createLog.ts'
import { isLoopback } from '../http/allowedHosts.ts'
import { explainListenError } from '../http/listen.ts'
import { type Io, print } from '../io.ts'
import { readLogLevel } from '../readLogLevel.ts'
import { untilStopped } from '../untilStopped.ts'

export const simulateCommand: Command = {
  name: 'simulate',
  summary: 'Run the simulator alone: MNS, the SMS API and the signing certificate on one address',
  operands: null,
  options: {
    port: { value: 'PORT', about: 'Port to listen on; 0 takes any free one.', fallback: '0' },
    host: { value: 'HOST', about: 'Address to listen on.', fallback: '127.0.0.1' },
    'account-id': { value: 'ID', about: 'Account it plays. Without it: a fixed one of 16 digits.' },
    'access-key-id': { value: 'ID', about: 'Id of the key that clients sign with.', fallback: 'simulator' },
    'access-key-secret': {
      value: 'SECRET',
      about: 'Its secret. Without it: drawn anew at every start, and kept with --state.',
    },
    region: { value: 'REGION', about: 'Region it plays.', fallback: 'cn-hangzhou' },
    seed: { value: 'N', about: 'The same seed and the same calls give the same run.', fallback: '1' },
    'clock-speed': {
      value: 'X',
      about:
        'How fast its time passes for delays, visibility, retention and retries; 60: a minute in a second.',
      fallback: '1',
    },
    traffic: {
      value: 'SPEC',
      about: 'SMS to send by itself, and what becomes of them: rate=50,fail=0.1,reply=0.02.',
    },
    faults: {
      value: 'SPEC',
      about: 'What goes wrong on purpose: error=0.01,delay=200,duplicate=0.05,skew=1200.',
    },
    state: {
      value: 'DIR',
      about: 'Directory where everything outlives the process. Without it everything is in memory.',
    },
    strict: { about: 'Take only what the documents name.' },
  },
  notes: [
    `What --traffic may say, separated by commas:\n\n${describeTraffic()}`,
    `What --faults may say, separated by commas:\n\n${describeFaults()}`,
    'When it is ready, one JSON line on stdout names its endpoint, its keys, the address of the signing certificate and the queues of receipts. SIGTERM or Ctrl-C stops it. The secret on a command line can be seen by other users of the machine; it is made for tests.',
  ],
  examples: ['receiptscope simulate --port 9100 --clock-speed 60'],
  run: simulate,
}

async function simulate(given: Given, io: Io): Promise<number> {
  const host = readHost(given, 'host')
  const port = readPort(given, 'port') ?? 0
  const log = createLog(io.stderr, readLogLevel(io))
  const options = {
    ...readAccount(given),
    host,
    port,
    seed: readWhole(given, 'seed'),
    clockSpeed: readSpeed(given),
    strict: given.isSet('strict'),
    traffic: readTraffic(given),
    faults: readFaults(given),
    ...readState(given),
    onSurprise: (error: unknown) => log.error({ error }, 'The simulator met something unexpected'),
  }
  const simulator = await startSimulator(options).catch((error: unknown) => {
    throw explainListenError(error, host, port)
  })
  try {
    if (!isLoopback(host))
      log.warn(`Listening on ${host}: whoever can reach this address can use the simulator.`)
    await print(io.stdout, `${JSON.stringify(readyLine(simulator))}\n`)
    await untilStopped(io.stop)
    log.info('Stopping')
  } finally {
    await simulator.close()
  }
  return 0
}

function readyLine(simulator: Simulator) {
  const { endpoint, accountId, accessKeyId, accessKeySecret, certificateUrl, smsQueues } = simulator
  return { event: 'ready', endpoint, accountId, accessKeyId, accessKeySecret, certificateUrl, smsQueues }
}

function readTraffic(given: Given): TrafficSettings {
  const read = parseTraffic(given.text('traffic') ?? '')
  if (read.outcome === 'read') return read.traffic
  throw new UsageError(`--${read.message}`)
}

function readFaults(given: Given): FaultSettings {
  const read = parseFaults(given.text('faults') ?? '')
  if (read.outcome === 'read') return read.faults
  throw new UsageError(`--${read.message}`)
}

function readState(given: Given): { state?: string } {
  const state = given.text('state')
  if (state === null) return {}
  if (state === '') throw new UsageError('--state expects a directory')
  return { state }
}

/** Ids and names become parts of host names, queue names and headers. */
const forms = {
  'account-id': { name: 'accountId', form: /^[\w-]{1,64}$/ },
  'access-key-id': { name: 'accessKeyId', form: /^[\w.-]{1,128}$/ },
  'access-key-secret': { name: 'accessKeySecret', form: /^[\x21-\x7e]{1,256}$/ },
  region: { name: 'region', form: /^[a-z0-9-]{1,64}$/ },
} as const

function readAccount(given: Given): Partial<Record<(typeof forms)[keyof typeof forms]['name'], string>> {
  const values = Object.entries(forms).flatMap(([option, { name, form }]) => {
    const text = given.text(option)
    if (text === null) return []
    if (form.test(text)) return [[name, text] as const]
    throw new UsageError(`--${option} expects plain letters, digits and hyphens`)
  })
  return Object.fromEntries(values)
}

function readWhole(given: Given, option: string): number {
  const text = given.text(option) ?? ''
  if (/^\d{1,10}$/.test(text)) return Number(text)
  throw new UsageError(`--${option} expects a whole number, not ${JSON.stringify(text)}`)
}

function readSpeed(given: Given): number {
  const text = given.text('clock-speed') ?? ''
  const speed = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (speed > 0 && speed <= 100_000) return speed
  throw new UsageError(`--clock-speed expects a number above 0, at most 100000, not ${JSON.stringify(text)}`)
}

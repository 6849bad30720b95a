import { decimal } from '../decimal.ts'
import { quietTraffic, type TrafficSettings } from './trafficMix.ts'

export type ReadTraffic =
  | { readonly outcome: 'read'; readonly traffic: TrafficSettings }
  | { readonly outcome: 'refused'; readonly message: string }

type Option = {
  readonly example: string
  readonly meaning: string
  /** What this option changes; null where the value is none of its kind. */
  readonly read: (value: string) => Partial<TrafficSettings> | null
}

const options: Readonly<Record<string, Option>> = {
  rate: {
    example: 'rate=50',
    meaning: 'SMS a second',
    read: value => withNumber(value, 0, 100_000, rate => ({ rate })),
  },
  burst: {
    example: 'burst=500/60s',
    meaning: 'so many more at once, every so often',
    read: readBurst,
  },
  limit: {
    example: 'limit=10000',
    meaning: 'stop after so many SMS',
    read: value => withNumber(value, 1, 1e9, limit => (Number.isInteger(limit) ? { limit } : null)),
  },
  phones: {
    example: 'phones=5000',
    meaning: 'different numbers in use',
    read: value => withNumber(value, 1, 1e7, phones => (Number.isInteger(phones) ? { phones } : null)),
  },
  carriers: {
    example: 'carriers=6/2/2',
    meaning: 'shares of China Mobile, China Unicom and China Telecom',
    read: readCarriers,
  },
  fail: share('fail=0.1', 'share of SMS that fail', fail => ({ fail })),
  lost: share('lost=0.01', 'share of SMS whose receipt never comes', lost => ({ lost })),
  duplicate: share('duplicate=0.05', 'share of receipts that come twice', duplicate => ({ duplicate })),
  changed: share('changed=0.01', 'share of receipts that another verdict follows', changed => ({ changed })),
  reply: share('reply=0.02', 'share of SMS that their reader answers', reply => ({ reply })),
  latency: {
    example: 'latency=2.5s',
    meaning: 'half of the receipts come within',
    read: value => withDuration(value, latency => ({ latency })),
  },
  tail: {
    example: 'tail=12s',
    meaning: 'nineteen of twenty receipts come within',
    read: value => withDuration(value, tail => ({ tail })),
  },
}

/** Reads `rate=50,fail=0.1,reply=0.02`; what it doesn't name stays as `base` has it. */
export function parseTraffic(text: string, base: TrafficSettings = quietTraffic): ReadTraffic {
  let traffic = base
  const seen = new Set<string>()
  for (const item of text.split(',').map(part => part.trim())) {
    if (item === '') continue
    const [name = '', value] = item.split(/=(.*)/s)
    const option = Object.hasOwn(options, name) ? options[name] : undefined
    if (option === undefined)
      return refuse(`"${name}" is no traffic option; expected one of ${Object.keys(options).join(', ')}`)
    if (seen.has(name)) return refuse(`"${name}" is given twice`)
    seen.add(name)
    const change = value === undefined ? null : option.read(value)
    if (change === null) return refuse(`"${item}" can't be read; expected something like ${option.example}`)
    traffic = { ...traffic, ...change }
  }
  return traffic.tail < traffic.latency
    ? refuse(`tail (${traffic.tail} ms) must not be shorter than latency (${traffic.latency} ms)`)
    : { outcome: 'read', traffic }
}

/** The text that `parseTraffic` reads these settings from, without what is as usual; to the sixth decimal. */
export function writeTraffic(traffic: TrafficSettings): string {
  const { burst, limit, carriers } = traffic
  const numbers = ['rate', 'phones', 'fail', 'lost', 'duplicate', 'changed', 'reply'] as const
  const differs = (name: keyof TrafficSettings) => traffic[name] !== quietTraffic[name]
  const times = (['latency', 'tail'] as const).filter(differs)
  const usual = carriers.every((share, place) => share === quietTraffic.carriers[place])
  return [
    ...numbers.filter(differs).map(name => `${name}=${decimal(traffic[name])}`),
    ...(usual ? [] : [`carriers=${carriers.map(decimal).join('/')}`]),
    ...times.map(name => `${name}=${decimal(traffic[name])}ms`),
    ...(burst === null ? [] : [`burst=${decimal(burst.size)}/${decimal(burst.every)}ms`]),
    ...(limit === null ? [] : [`limit=${limit}`]),
  ].join(',')
}

/** One line for each option, for a command's help. */
export function describeTraffic(): string {
  const width = Math.max(...Object.values(options).map(({ example }) => example.length))
  return Object.values(options)
    .map(({ example, meaning }) => `${example.padEnd(width)}  ${meaning}`)
    .join('\n')
}

function share(
  example: string,
  meaning: string,
  change: (value: number) => Partial<TrafficSettings>,
): Option {
  return { example, meaning, read: value => withNumber(value, 0, 1, change) }
}

function withNumber<Change>(
  text: string,
  low: number,
  high: number,
  change: (value: number) => Change | null,
): Change | null {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  return value >= low && value <= high ? change(value) : null
}

const units = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
])

/** `250ms`, `2.5s`, `10m`, `1h`, or bare milliseconds. */
function withDuration<Change>(text: string, change: (milliseconds: number) => Change | null): Change | null {
  const [, amount = '', unit = 'ms'] = /^([\d.]+)(ms|s|m|h)?$/.exec(text) ?? []
  const factor = units.get(unit) ?? Number.NaN
  return withNumber(amount, 0, 1e9, value => (value * factor >= 1 ? change(value * factor) : null))
}

function readBurst(text: string): Partial<TrafficSettings> | null {
  const [size = '', every = '', ...rest] = text.split('/')
  if (rest.length > 0) return null
  return withNumber(size, 1, 1e6, count =>
    withDuration(every, milliseconds =>
      Number.isInteger(count) ? { burst: { size: count, every: milliseconds } } : null,
    ),
  )
}

function readCarriers(text: string): Partial<TrafficSettings> | null {
  const shares = text.split('/').map(part => withNumber(part, 0, 1e6, value => value))
  const [mobile, unicom, telecom] = shares
  if (shares.length !== 3 || mobile == null || unicom == null || telecom == null) return null
  return mobile + unicom + telecom > 0 ? { carriers: [mobile, unicom, telecom] } : null
}

function refuse(message: string): ReadTraffic {
  return { outcome: 'refused', message: `traffic: ${message}` }
}

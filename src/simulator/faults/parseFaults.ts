import { decimal } from '../decimal.ts'
import { signatureFaults } from '../push/pushFaults.ts'
import { type FaultSettings, noFaults } from './faultSettings.ts'

export type ReadFaults =
  | { readonly outcome: 'read'; readonly faults: FaultSettings }
  | { readonly outcome: 'refused'; readonly message: string }

type Option = {
  readonly example: string
  readonly meaning: string
  /** What the option changes; null where the value is none of its kind. */
  readonly read: (
    value: string,
    operation: string | null,
    before: FaultSettings,
  ) => Partial<FaultSettings> | null
}

const options: Readonly<Record<string, Option>> = {
  error: {
    example: 'error=0.01, error@SendMessage=0.1:QpsLimitExceeded',
    meaning: 'share of calls refused, of all or of one operation, with InternalError or the code named',
    read: readError,
  },
  delay: {
    example: 'delay=200, delay=100-800, delay=1s-3s',
    meaning: 'every answer comes so much later',
    read: readDelay,
  },
  reset: share('reset', 'share of calls whose connection is reset', reset => ({ reset })),
  slow: {
    example: 'slow=0.05, slow=0.05:10s',
    meaning: 'share of answers that trickle, for 3 s or as long as named',
    read: readSlow,
  },
  malformed: share('malformed', 'share of answers whose XML breaks off', malformed => ({ malformed })),
  digest: share('digest', 'share of messages answered with a wrong MD5', digest => ({ digest })),
  partial: share('partial', 'share of batch items that fail', partial => ({ partial })),
  skew: {
    example: 'skew=1200, skew=-1200',
    meaning: 'seconds by which the server’s clock is ahead',
    read: value => within(value, -1e9, 1e9, skew => ({ skew })),
  },
  token: share('token', 'share of calls whose temporary token counts as expired', expiredToken => ({
    expiredToken,
  })),
  duplicate: share('duplicate', 'share of deliveries that happen twice', duplicate => ({ duplicate })),
  reorder: share('reorder', 'share of deliveries overtaken by the next', reorder => ({ reorder })),
  qps: {
    example: 'qps=5000',
    meaning: 'calls a second that one queue takes before QpsLimitExceeded',
    read: value => within(value, 1, 1e9, qps => ({ qps })),
  },
  signature: {
    example: 'signature=damaged, signature=missing:0.1',
    meaning: `what is wrong with pushes’ signatures: ${signatureFaults.join(', ')}`,
    read: readSignature,
  },
}

/** Reads `error=0.01,delay=200,duplicate=0.05`; what it doesn't name stays as `base` has it. */
export function parseFaults(text: string, base: FaultSettings = noFaults): ReadFaults {
  let faults: FaultSettings = base
  for (const item of text.split(',').map(part => part.trim())) {
    if (item === '') continue
    const [left = '', value] = item.split(/=(.*)/s)
    const [name = '', operation = null] = left.split('@')
    const option = Object.hasOwn(options, name) ? options[name] : undefined
    if (option === undefined) {
      return refuse(`"${name}" is no fault; expected one of ${Object.keys(options).join(', ')}`)
    }
    if (operation !== null && name !== 'error') return refuse(`"${item}": only error@ can name an operation`)
    const change = value === undefined ? null : option.read(value, operation, faults)
    if (change === null) return refuse(`"${item}" can't be read; expected something like ${option.example}`)
    faults = { ...faults, ...change }
  }
  return { outcome: 'read', faults }
}

/** The text that `parseFaults` reads these faults from, without those that are off; shares to the sixth decimal. */
export function writeFaults(faults: FaultSettings): string {
  const { errors, delay, slow, slowFor, signature, signatureShare } = faults
  const shares = ['reset', 'malformed', 'digest', 'partial', 'skew', 'duplicate', 'reorder', 'qps'] as const
  const named = errors.filter(({ operation }) => operation !== null).reverse()
  const unnamed = errors.filter(({ operation }) => operation === null)
  return [
    ...[...named, ...unnamed].map(
      ({ operation, share, code }) =>
        `error${operation === null ? '' : `@${operation}`}=${decimal(share)}:${code}`,
    ),
    ...(delay.high === 0 ? [] : [`delay=${decimal(delay.low)}-${decimal(delay.high)}`]),
    ...shares.flatMap(name => (faults[name] === 0 ? [] : [`${name}=${decimal(faults[name])}`])),
    ...(slow === 0 ? [] : [`slow=${decimal(slow)}:${decimal(slowFor)}ms`]),
    ...(faults.expiredToken === 0 ? [] : [`token=${decimal(faults.expiredToken)}`]),
    ...(signature === null ? [] : [`signature=${signature}:${decimal(signatureShare)}`]),
  ].join(',')
}

/** One line for each fault, for a command's help. */
export function describeFaults(): string {
  const width = Math.max(...Object.values(options).map(({ example }) => example.length))
  return Object.values(options)
    .map(({ example, meaning }) => `${example.padEnd(width)}  ${meaning}`)
    .join('\n')
}

function refuse(message: string): ReadFaults {
  return { outcome: 'refused', message: `faults: ${message}` }
}

function share(name: string, meaning: string, change: (value: number) => Partial<FaultSettings>): Option {
  return { example: `${name}=0.05`, meaning, read: value => within(value, 0, 1, change) }
}

function within<T>(text: string, low: number, high: number, change: (value: number) => T): T | null {
  const value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  return value >= low && value <= high ? change(value) : null
}

/** Milliseconds, or seconds with an `s`. */
function duration(text: string | undefined): number | null {
  const [, amount = '', unit] = /^(\d+(?:\.\d+)?)(ms|s)?$/.exec(text ?? '') ?? []
  return within(amount, 0, 3_600_000, value => (unit === 's' ? value * 1000 : value))
}

function readError(
  value: string,
  operation: string | null,
  before: FaultSettings,
): Partial<FaultSettings> | null {
  const [portion = '', code = 'InternalError'] = value.split(':')
  if (!/^[A-Za-z.]{1,60}$/.test(code)) return null
  return within(portion, 0, 1, found => {
    const others = before.errors.filter(error => error.operation !== operation)
    const added = { operation, share: found, code }
    return { errors: operation === null ? [...others, added] : [added, ...others] }
  })
}

function readDelay(value: string): Partial<FaultSettings> | null {
  const [first, second] = value.split('-')
  const low = duration(first)
  const high = second === undefined ? low : duration(second)
  return low === null || high === null || low > high ? null : { delay: { low, high } }
}

function readSlow(value: string): Partial<FaultSettings> | null {
  const [portion = '', time = '3s'] = value.split(':')
  const slowFor = duration(time)
  return slowFor === null ? null : within(portion, 0, 1, slow => ({ slow, slowFor }))
}

function readSignature(value: string): Partial<FaultSettings> | null {
  const [kind = '', portion = '1'] = value.split(':')
  const signature = signatureFaults.find(known => known === kind)
  return signature === undefined
    ? null
    : within(portion, 0, 1, signatureShare => ({ signature, signatureShare }))
}

import { writeErrorReply } from '../../protocol/xml/errorReply.ts'
import type { KeyRing } from '../auth/keyRing.ts'
import { authenticate, type Caller, expiredToken } from './authenticate.ts'
import type { Claim } from './claim.ts'
import { dialectOf, type WireDialect } from './dialect.ts'
import { errorEntry } from './errorEntry.ts'
import type { Call, Operation, Refusal, Reply, SignedCall } from './operation.ts'
import { type Route, Router } from './router.ts'

type ApiFaults = {
  /** Whether a queue has had more calls this second than it takes. */
  overLimit(queue: string): boolean
  /** Whether a temporary token counts as expired before its time. */
  tokenExpires(): boolean
}

export type MnsApiOptions = {
  readonly operations: readonly Operation[]
  readonly olderOperations: readonly Operation[]
  readonly keys: KeyRing
  /** Wall time as this server believes it to be. */
  readonly now: () => number
  readonly hostId: string
  /** What must be on disk before an answer leaves; null where nothing is waiting. */
  readonly commit: () => Promise<void> | null
  readonly faults: ApiFaults
  readonly onSurprise: (error: unknown) => void
}

const tooLarge: Refusal = {
  error: 'InvalidArgument',
  message: 'The length of message should not be larger than MaximumMessageSize.',
}

/** The MNS API in both its protocols: takes every call that nobody else claimed. */
export function createMnsApi(options: MnsApiOptions): (call: Call) => Claim {
  const routers = { mns: new Router(options.operations), mqs: new Router(options.olderOperations) }
  return call => {
    const dialect = dialectOf(call)
    const route = routers[dialect.xml].find(call)
    const found = typeof route === 'string' ? null : route
    return {
      operation: found?.operation.name ?? 'Unknown',
      immune: false,
      answer: () => answer(options, call, route, dialect),
      fail: code =>
        writeRefusal(code === 'EntityTooLarge' ? tooLarge : { error: code }, call, dialect, options.hostId),
    }
  }
}

function answer(
  options: MnsApiOptions,
  call: Call,
  route: Route,
  dialect: WireDialect,
): Reply | Promise<Reply> {
  const write = (outcome: Reply | Refusal) =>
    'error' in outcome
      ? writeRefusal(outcome, call, dialect, options.hostId)
      : complete(outcome, call, dialect)
  const fail = (error: unknown) => {
    options.onSurprise(error)
    return write({ error: 'InternalError' })
  }
  const caller = authenticate(call, dialect, options.keys, options.now())
  if ('error' in caller) return write(caller)
  if (typeof route === 'string') return write({ error: 'InvalidRequestURL' })
  const refusal = admit(options, caller, route.parameters.queue)
  if (refusal !== null) return write(refusal)
  try {
    const outcome = route.operation.handle(signed(call, caller.accessKeyId, route.parameters))
    if (outcome instanceof Promise) return settle(outcome, options).then(write, fail)
    const commit = options.commit()
    return commit === null ? write(outcome) : commit.then(() => write(outcome), fail)
  } catch (error) {
    return fail(error)
  }
}

/** What can be held against a call whose signature is right. */
function admit(options: MnsApiOptions, caller: Caller, queue: string | undefined): Refusal | null {
  if (caller.temporary && caller.queue !== null && caller.queue !== queue) {
    return { error: 'AccessDeniedByRamPolicy' }
  }
  if (caller.temporary && options.faults.tokenExpires()) return expiredToken
  if (queue !== undefined && options.faults.overLimit(queue)) return { error: 'QpsLimitExceeded' }
  return null
}

/** Nothing is answered before it is on disk. */
async function settle(outcome: Promise<Reply | Refusal>, options: MnsApiOptions): Promise<Reply | Refusal> {
  const settled = await outcome
  await options.commit()
  return settled
}

function signed(call: Call, caller: string, parameters: Readonly<Record<string, string>>): SignedCall {
  return Object.assign(call, { caller, parameters })
}

function complete(reply: Reply, call: Call, dialect: WireDialect): Reply {
  const { prefix } = dialect.signature
  const headers: [string, string][] = [
    [`${prefix}request-id`, call.requestId],
    [`${prefix}version`, dialect.version],
  ]
  if (reply.body !== undefined) headers.unshift(['Content-Type', 'text/xml;charset=utf-8'])
  for (const [name, value] of reply.headers ?? []) headers.push([name, value])
  return { ...reply, headers }
}

function writeRefusal(refusal: Refusal, call: Call, dialect: WireDialect, hostId: string): Reply {
  const entry = errorEntry(refusal.error)
  const body = writeErrorReply(
    {
      code: entry.code,
      message: refusal.message ?? entry.message,
      requestId: call.requestId,
      hostId,
    },
    dialect.xml,
  )
  return complete({ status: refusal.status ?? entry.status, body }, call, dialect)
}

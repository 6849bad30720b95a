import { Agent, type Dispatcher } from 'undici'
import type { Instant } from '../../contract/brand.ts'
import type { OutboundCall, OutboundPlace, OutboundReason, OutboundState } from '../../contract/outbound.ts'
import { isLoopbackHost } from '../../protocol/endpoint/isLoopbackHost.ts'
import { createBell } from '../createBell.ts'
import { type EndCall, noteAnswer } from './noteAnswer.ts'

export type Outbound = ReturnType<typeof createOutbound>
/** Makes connections for one purpose. */
export type OpenConnections = (why: OutboundReason, options?: Agent.Options) => Dispatcher

/** Of each kind, so that a busy monitor doesn't push out the one call that somebody looks for. */
const mostCalls = 200
/** Pushes may name ever new hosts; those heard of last count. */
const mostPlaces = 500

/** The one door for requests that leave the program: nothing else in it makes connections, and each request is noted. */
export function createOutbound(now: () => number = Date.now) {
  const since = now() as Instant
  const calls = new Map<OutboundReason, OutboundCall[]>()
  const places = new Map<string, OutboundPlace>()
  const bell = createBell()
  let id = 0

  const placeOf = (why: OutboundReason, origin: string): OutboundPlace => {
    const key = `${why} ${origin}`
    const known = places.get(key)
    if (known !== undefined) return known
    const local = isLocal(origin)
    const place: OutboundPlace = { why, origin, local, calls: 0, failed: 0, lastAt: since }
    const [oldest] = places.keys()
    if (places.size >= mostPlaces && oldest !== undefined) places.delete(oldest)
    places.set(key, place)
    return place
  }

  const note = (why: OutboundReason, method: string, origin: string, target: string): EndCall => {
    const at = now() as Instant
    const place = placeOf(why, origin)
    place.calls++
    place.lastAt = at
    id++
    const { local } = place
    const path = pathOf(target)
    const call: OutboundCall = {
      ...{ id, at, why, method, origin, path, local },
      ...{ status: null, durationMs: null, problem: null },
    }
    const kept = calls.get(why) ?? []
    calls.set(why, kept)
    kept.push(call)
    if (kept.length > mostCalls) kept.shift()
    bell.ring()
    return (status, problem) => {
      if (call.durationMs !== null) return
      call.status = status
      call.problem = problem
      call.durationMs = now() - at
      if (problem !== null) place.failed++
      bell.ring()
    }
  }

  const open: OpenConnections = (why, options = {}) =>
    new Agent(options).compose(dispatch => (request, handler) => {
      const { method, origin, path } = request
      return dispatch(request, noteAnswer(handler, note(why, method, String(origin ?? ''), path)))
    })

  return {
    open,
    /** For what is no HTTP request. */
    note,
    bell,
    state: (): OutboundState => ({
      since,
      calls: [...calls.values()].flat().sort((a, b) => b.id - a.id),
      places: [...places.values()].sort((a, b) => b.calls - a.calls),
    }),
  }
}

/** A query holds leases, phone numbers or a signature; only the name of an API's operation is worth showing. */
function pathOf(target: string): string {
  const [path = '', query = ''] = target.split('?')
  const action = /(?:^|&)Action=(\w+)/.exec(query)?.[1]
  return action === undefined ? path : `${path}?Action=${action}`
}

function isLocal(origin: string): boolean {
  try {
    return isLoopbackHost(new URL(origin).hostname)
  } catch {
    return false
  }
}

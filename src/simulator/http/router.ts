import type { Call, Operation } from './operation.ts'
import { decode } from './query.ts'

export type Route =
  | { readonly operation: Operation; readonly parameters: Readonly<Record<string, string>> }
  | 'unknown-path'
  | 'unknown-method'

type Compiled = { readonly operation: Operation; readonly segments: readonly string[] }

/** Finds the operation of a call: fixed segments before named ones, then in the order they were given. */
export class Router {
  readonly #byLength = new Map<number, Compiled[]>()

  constructor(operations: readonly Operation[]) {
    const compiled = operations.map(operation => ({ operation, segments: split(operation.path) }))
    compiled.sort((a, b) => named(a.segments) - named(b.segments))
    for (const entry of compiled) {
      const group = this.#byLength.get(entry.segments.length) ?? []
      if (group.length === 0) this.#byLength.set(entry.segments.length, group)
      group.push(entry)
    }
  }

  find(call: Call): Route {
    const path = split(call.path)
    let outcome: Route = 'unknown-path'
    for (const { operation, segments } of this.#byLength.get(path.length) ?? []) {
      if (!matches(segments, path)) continue
      outcome = 'unknown-method'
      if (operation.method !== call.method || operation.fits?.(call) === false) continue
      return { operation, parameters: parametersOf(segments, path) }
    }
    return outcome
  }
}

/** One slash at the end makes no difference: some clients send it. */
function split(path: string): string[] {
  const inner = path.slice(1, path.length > 1 && path.endsWith('/') ? -1 : undefined)
  return inner === '' ? [] : inner.split('/')
}

function named(segments: readonly string[]): number {
  return segments.filter(segment => segment.startsWith(':')).length
}

function matches(segments: readonly string[], path: readonly string[]): boolean {
  return segments.every((segment, at) => (segment.startsWith(':') ? path[at] !== '' : segment === path[at]))
}

function parametersOf(segments: readonly string[], path: readonly string[]): Record<string, string> {
  const parameters: Record<string, string> = {}
  for (const [at, segment] of segments.entries()) {
    if (segment.startsWith(':')) parameters[segment.slice(1)] = decode(path[at] ?? '')
  }
  return parameters
}

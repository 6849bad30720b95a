import type { Call, Operation } from './operation.ts'
import { decode } from './query.ts'

export type Route =
  | { readonly operation: Operation; readonly parameters: Readonly<Record<string, string>> }
  | 'unknown-path'
  | 'unknown-method'

type Compiled = {
  readonly operation: Operation
  readonly segments: readonly string[]
  /** What a segment names, null where it is fixed. */
  readonly names: readonly (string | null)[]
}

/** Finds the operation of a call: fixed segments before named ones, then in the order they were given. */
export class Router {
  readonly #byLength = new Map<number, Compiled[]>()

  constructor(operations: readonly Operation[]) {
    const compiled = operations.map(compile)
    compiled.sort((a, b) => named(a) - named(b))
    for (const entry of compiled) {
      const group = this.#byLength.get(entry.segments.length) ?? []
      if (group.length === 0) this.#byLength.set(entry.segments.length, group)
      group.push(entry)
    }
  }

  find(call: Call): Route {
    const path = split(call.path)
    let outcome: Route = 'unknown-path'
    for (const compiled of this.#byLength.get(path.length) ?? []) {
      if (!matches(compiled, path)) continue
      const { operation } = compiled
      outcome = 'unknown-method'
      if (operation.method !== call.method || operation.fits?.(call) === false) continue
      return { operation, parameters: parametersOf(compiled, path) }
    }
    return outcome
  }
}

/** One slash at the end makes no difference: some clients send it. */
function split(path: string): string[] {
  const inner = path.slice(1, path.length > 1 && path.endsWith('/') ? -1 : undefined)
  return inner === '' ? [] : inner.split('/')
}

function compile(operation: Operation): Compiled {
  const segments = split(operation.path)
  const names = segments.map(segment => (segment.startsWith(':') ? segment.slice(1) : null))
  return { operation, segments, names }
}

function named({ names }: Compiled): number {
  return names.filter(name => name !== null).length
}

function matches({ segments, names }: Compiled, path: readonly string[]): boolean {
  for (let at = 0; at < segments.length; at++) {
    if (names[at] === null ? segments[at] !== path[at] : path[at] === '') return false
  }
  return true
}

function parametersOf({ names }: Compiled, path: readonly string[]): Record<string, string> {
  const parameters: Record<string, string> = {}
  for (let at = 0; at < names.length; at++) {
    const name = names[at] ?? null
    if (name !== null) parameters[name] = decode(path[at] ?? '')
  }
  return parameters
}

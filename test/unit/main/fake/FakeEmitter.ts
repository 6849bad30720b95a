import { EventEmitter } from 'node:events'

type EventMap = Record<string, unknown[]>

/** An emitter that emits only what its map says; `Declared` ties the map to Electron's own declarations. */
export class FakeEmitter<Events extends EventMap> {
  readonly #emitter = new EventEmitter()

  on(event: string, listener: (...args: never[]) => void): this {
    this.#emitter.on(event, listener as () => void)
    return this
  }

  once(event: string, listener: (...args: never[]) => void): this {
    this.#emitter.once(event, listener as () => void)
    return this
  }

  off(event: string, listener: (...args: never[]) => void): this {
    this.#emitter.off(event, listener as () => void)
    return this
  }

  /** What the system does to the program: false where nobody listens. */
  happen<E extends keyof Events & string>(event: E, ...args: Events[E]): boolean {
    return this.#emitter.emit(event, ...args)
  }
}

/** `true` for every event that Electron declares with such arguments; anything else is not assignable to `true`. */
export type Declared<Real, Events extends EventMap> = {
  [E in keyof Events]: Real extends { on(event: E, listener: (...args: Events[E]) => void): unknown }
    ? true
    : `Electron declares "${E & string}" otherwise`
}

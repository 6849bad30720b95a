import { z } from 'zod'
import type { KeyRing } from '../auth/keyRing.ts'
import type { RunningClock } from '../clock.ts'
import { type FaultSettings, noFaults } from '../faults/faultSettings.ts'
import type { Faults } from '../faults/faults.ts'
import { parseFaults } from '../faults/parseFaults.ts'
import type { Part } from '../part.ts'
import type { Trace } from '../trace/trace.ts'
import { ControlProblem, type Controls } from './controlFace.ts'

export type Controllable = {
  readonly clock: RunningClock
  readonly trace: Trace
  readonly keys: KeyRing
  readonly faults: Faults
  readonly parts: readonly Part[]
  /** What is in force after a reset. */
  readonly startingFaults: FaultSettings
  /** Hands a change of faults on to the parts that draw their own. */
  readonly onFaults: (faults: FaultSettings) => void
}

const clockInput = z.strictObject({
  speed: z.number().min(0).max(1e6).optional(),
  jump: z.number().min(0).max(1e11).optional(),
})
const traceInput = z.strictObject({
  messageId: z.string().optional(),
  limit: z.number().int().min(1).max(100_000).optional(),
})
const faultInput = z.strictObject({ spec: z.string().max(4000), add: z.boolean().optional() })

/** What the control API and an owner in the same process can do. */
export function createControls(simulator: Controllable): Controls {
  const { clock, trace, faults, parts } = simulator
  const changeFaults = (settings: FaultSettings) => {
    faults.change(settings)
    simulator.onFaults(settings)
    return settings
  }
  const own: Controls = {
    /** `{"spec":"error=0.1"}` replaces what is in force, with `"add":true` it adds to it; `{"spec":""}` ends all. */
    faults(input) {
      const { spec, add } = faultInput.parse(input)
      const read = parseFaults(spec, add === true ? faults.settings() : noFaults)
      if (read.outcome === 'refused') throw new ControlProblem(read.message)
      return changeFaults(read.faults)
    },
    /** `{"speed":60}` and `{"jump":3600000}`, alone or together: the speed first. */
    clock(input) {
      const { speed, jump } = clockInput.parse(input)
      if (speed !== undefined) clock.setSpeed(speed)
      if (jump !== undefined) clock.jump(jump)
      return { now: new Date(clock.now()).toISOString(), speed: clock.speed }
    },
    /** `{"messageId":"…"}` tells one message's life, `{"limit":100}` the latest events of all. */
    trace(input) {
      const { messageId, limit } = traceInput.parse(input)
      const events = messageId === undefined ? trace.latest(limit ?? 1000) : trace.of(messageId)
      return {
        events: events.map(event => ({ ...event, at: new Date(event.at).toISOString() })),
        counters: trace.counters(),
      }
    },
    /** Ends every temporary key, as if its time were up. */
    expireTokens() {
      simulator.keys.expireAll()
    },
    /** Back to an account without queues and topics, as if just started. */
    reset() {
      for (const part of parts) part.reset?.()
      trace.clear()
      changeFaults(simulator.startingFaults)
    },
  }
  return Object.assign({}, ...parts.map(part => part.controls ?? {}), own)
}

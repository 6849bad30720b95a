import type { Account } from '../../contract/account.ts'
import { ApiError } from '../../contract/apiError.ts'
import { type BuiltInSimulator, type KnownPlace, simulatorAccountId } from './startBuiltInSimulator.ts'

/** What its state is owed to: the program's start, a person, or an account it made way for. */
export type SwitchedBy = 'start' | 'hand' | 'account'

export type SimulatorSwitch = ReturnType<typeof createSimulatorSwitch>

type Parts = {
  /** What runs from the start, or null. */
  first: BuiltInSimulator | null
  start: (place: KnownPlace | null) => Promise<BuiltInSimulator>
  /** Makes its account and monitors known. */
  attach: (simulator: BuiltInSimulator) => void
  /** Takes its account away, and the monitors with it. */
  detach: (account: typeof simulatorAccountId) => Promise<void>
  changed: () => void
}

/** Starts and stops the built-in simulator while the program runs; an order waits for the one before. */
export function createSimulatorSwitch({ first, start, attach, detach, changed }: Parts) {
  let running = first
  let place = first === null ? null : placeOf(first)
  let last: Promise<void> = Promise.resolve()
  let by: SwitchedBy = 'start'

  const turn = async (on: boolean, who: SwitchedBy) => {
    if (on === (running !== null)) return
    if (running === null) {
      running = await start(place)
      place = placeOf(running)
      attach(running)
    } else {
      const stopping = running
      running = null
      await detach(simulatorAccountId)
      await stopping.close()
    }
    by = who
    changed()
  }
  const order = (run: () => Promise<void>): Promise<void> => {
    const next = last.then(run)
    last = next.catch(() => undefined)
    return next
  }

  return {
    running: () => running,
    by: () => by,

    /** What runs; a window that asks for more than there is gets told what to do. */
    require(): BuiltInSimulator {
      if (running !== null) return running
      throw new ApiError(
        'unavailable',
        { en: 'The built-in simulator is off', zh: '内置模拟器未启动' },
        { en: 'Start it in the panel Simulator.', zh: '请在“模拟器”面板中启动。' },
      )
    },

    turn: (on: boolean): Promise<void> => order(() => turn(on, 'hand')),

    /** Ends what nobody started, once there is an account to look at instead; one on the simulator itself needs it. */
    makeWayFor: (account: Account | null): Promise<void> =>
      order(async () => {
        if (running === null || account === null || by === 'hand') return
        if (new URL(account.endpoint).origin !== new URL(running.endpoint).origin)
          await turn(false, 'account')
      }),

    async close(): Promise<void> {
      await last
      await running?.close()
    },
  }
}

const placeOf = ({ endpoint, secrets }: BuiltInSimulator): KnownPlace => ({
  endpoint,
  accessKeySecret: secrets.accessKeySecret,
})

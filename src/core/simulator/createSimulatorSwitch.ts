import { ApiError } from '../../contract/apiError.ts'
import { type BuiltInSimulator, type KnownPlace, simulatorAccountId } from './startBuiltInSimulator.ts'

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

  const turn = async (on: boolean) => {
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
    changed()
  }

  return {
    running: () => running,

    /** What runs; a window that asks for more than there is gets told what to do. */
    require(): BuiltInSimulator {
      if (running !== null) return running
      throw new ApiError(
        'unavailable',
        { en: 'The built-in simulator is off', zh: '内置模拟器未启动' },
        { en: 'Start it in the panel Simulator.', zh: '请在“模拟器”面板中启动。' },
      )
    },

    turn(on: boolean): Promise<void> {
      const next = last.then(() => turn(on))
      last = next.catch(() => undefined)
      return next
    },

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

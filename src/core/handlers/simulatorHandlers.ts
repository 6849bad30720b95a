import * as z from 'zod'
import type { Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { SimulatorState } from '../../contract/simulator.ts'
import type { SimulatorCalls, SimulatorStreams } from '../../contract/simulatorApi.ts'
import { ControlProblem } from '../../simulator/control/controlFace.ts'
import type { Bell } from '../createBell.ts'
import type { SimulatorSwitch } from '../simulator/createSimulatorSwitch.ts'
import {
  applyFaults,
  applyFlow,
  describeSimulator,
  type Flow,
  readOutbox,
  readTrace,
} from '../simulator/describeSimulator.ts'
import type { BuiltInSimulator } from '../simulator/startBuiltInSimulator.ts'
import { parseInput } from './parseInput.ts'
import * as inputs from './simulatorInputs.ts'

const rotated = z.object({ url: z.string() })

const refused = ({ message }: ControlProblem) =>
  new ApiError('bad-input', { en: message, zh: `模拟器拒绝了此设置：${message}` })

/** How often counters and the clock are told anew while a panel looks. */
const refreshMilliseconds = 1000

/** Drives the simulator inside the program. `bell` rings when it was started, stopped or changed. */
export function simulatorHandlers(simulators: SimulatorSwitch, bell: Bell) {
  /** Outlives the simulator's being switched off and on; null until something was chosen. */
  let chosen: Flow | null = null
  const flowOf = (built: BuiltInSimulator): Flow => chosen ?? { traffic: built.traffic, flowing: true }

  const act = async <T>(control: (built: BuiltInSimulator) => T | Promise<T>): Promise<T> => {
    const built = simulators.require()
    try {
      return await control(built)
    } catch (error) {
      throw error instanceof ControlProblem ? refused(error) : error
    } finally {
      bell.ring()
    }
  }
  const setFlow = (built: BuiltInSimulator, flow: Flow) => {
    applyFlow(built, flow)
    chosen = flow
  }

  const calls = {
    'simulator.switch': async input => {
      await simulators.turn(parseInput(inputs.switchInput, input).on)
      const running = simulators.running()
      if (running !== null && chosen !== null) applyFlow(running, chosen)
      return null
    },
    'simulator.setTraffic': input => {
      const flow = parseInput(inputs.trafficInput, input)
      return act(built => {
        setFlow(built, flow)
        return null
      })
    },
    'simulator.burst': input => {
      const { count } = parseInput(inputs.burstInput, input)
      return act(({ simulator }) => {
        simulator.control('burst', { count })
        return null
      })
    },
    'simulator.setFaults': input => {
      const { faults } = parseInput(inputs.faultsInput, input)
      return act(built => {
        applyFaults(built, faults)
        return null
      })
    },
    'simulator.setClock': input => {
      const { speed, jumpMs } = parseInput(inputs.clockInput, input)
      return act(({ simulator }) => {
        simulator.control('clock', {
          ...(speed === null ? {} : { speed }),
          ...(jumpMs === null ? {} : { jump: jumpMs }),
        })
        return null
      })
    },
    'simulator.setPushes': input => {
      const { contentMd5, callbackSchedule } = parseInput(inputs.pushesInput, input)
      return act(async ({ simulator }) => {
        simulator.control('pushes', { contentMd5 })
        await simulator.control('sms', { callbackSchedule })
        return null
      })
    },
    'simulator.rotateCertificate': input => {
      const { kind } = parseInput(inputs.rotateInput, input)
      return act(async ({ simulator }) => rotated.parse(await simulator.control('certificate', { kind })))
    },
    'simulator.expireTokens': () =>
      act(({ simulator }) => {
        simulator.control('expireTokens')
        return null
      }),
    'simulator.trace': input => {
      const { messageId, limit } = parseInput(inputs.traceInput, input)
      return { events: readTrace(simulators.require(), messageId, limit) }
    },
    'simulator.outbox': input => ({
      items: readOutbox(simulators.require(), parseInput(inputs.outboxInput, input).limit),
    }),
    'simulator.reset': () =>
      act(built => {
        built.simulator.control('reset')
        built.simulator.control('clock', { speed: 1 })
        setFlow(built, { traffic: built.traffic, flowing: false })
        return null
      }),
  } satisfies Pick<Handlers['calls'], keyof SimulatorCalls>

  async function* watch(signal: AbortSignal): AsyncGenerator<SimulatorState, void, undefined> {
    const listener = bell.listen(signal)
    try {
      for (let shown = ''; !signal.aborted; ) {
        const built = simulators.running()
        const state: SimulatorState =
          built === null ? { running: false } : describeSimulator(built, flowOf(built))
        const text = JSON.stringify(state)
        if (text !== shown) yield state
        shown = text
        await listener.rung(AbortSignal.timeout(refreshMilliseconds))
      }
    } finally {
      listener.stop()
    }
  }

  const streams = {
    'simulator.watch': (_, { signal }) => watch(signal),
  } satisfies Pick<Handlers['streams'], keyof SimulatorStreams>

  return { calls, streams }
}

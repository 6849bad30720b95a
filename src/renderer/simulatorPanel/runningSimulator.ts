import type { SimulatorState } from '../../contract/simulator.ts'

export type RunningSimulator = Extract<SimulatorState, { running: true }>

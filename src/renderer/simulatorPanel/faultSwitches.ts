import type { SimulatorFaults } from '../../contract/simulator.ts'

/** Each fault as one switch, and the settings it stands for. */
const settingsOf = {
  errors: ['errors'],
  delay: ['delay'],
  reset: ['reset'],
  slow: ['slow', 'slowFor'],
  malformed: ['malformed'],
  digest: ['digest'],
  partial: ['partial'],
  skew: ['skew'],
  expiredToken: ['expiredToken'],
  duplicate: ['duplicate'],
  reorder: ['reorder'],
  qps: ['qps'],
  signature: ['signature', 'signatureShare'],
} as const satisfies Record<string, readonly (keyof SimulatorFaults)[]>

export type FaultName = keyof typeof settingsOf

export const faultNames = Object.keys(settingsOf) as FaultName[]

export const noFaults: SimulatorFaults = {
  errors: [],
  delay: { low: 0, high: 0 },
  reset: 0,
  slow: 0,
  slowFor: 3000,
  malformed: 0,
  digest: 0,
  partial: 0,
  skew: 0,
  expiredToken: 0,
  duplicate: 0,
  reorder: 0,
  qps: 0,
  signature: null,
  signatureShare: 1,
}

/** What a fault begins with when it is switched on for the first time. */
export const usualFaults: SimulatorFaults = {
  errors: [{ operation: null, share: 0.05, code: 'InternalError' }],
  delay: { low: 100, high: 800 },
  reset: 0.05,
  slow: 0.05,
  slowFor: 3000,
  malformed: 0.05,
  digest: 0.05,
  partial: 0.1,
  skew: 1200,
  expiredToken: 0.1,
  duplicate: 0.05,
  reorder: 0.05,
  qps: 500,
  signature: 'damaged',
  signatureShare: 1,
}

export const isFaultOn = (faults: SimulatorFaults, name: FaultName): boolean => {
  switch (name) {
    case 'errors':
      return faults.errors.length > 0
    case 'delay':
      return faults.delay.high > 0
    case 'signature':
      return faults.signature !== null
    default:
      return faults[name] !== 0
  }
}

/** The faults with this one as `from` has it. */
export function takeFault(faults: SimulatorFaults, name: FaultName, from: SimulatorFaults): SimulatorFaults {
  return {
    ...faults,
    ...Object.fromEntries(settingsOf[name].map(setting => [setting, from[setting]])),
  }
}

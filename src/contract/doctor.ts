import type { Brand } from './brand.ts'
import type { Words } from './words.ts'

export type DoctorRunId = Brand<string, 'DoctorRunId'>

export const doctorFormats = ['xml', 'json', 'simplified'] as const
export type DoctorFormat = (typeof doctorFormats)[number]

/** Where the certificate of the genuine pushes is served, on this machine, or at any free port where that is taken. */
export const doctorCertificatePort = 8098

export type DoctorOutcome = 'pass' | 'warn' | 'fail'

/** How an endpoint took one kind of push. */
export type DoctorFinding = {
  code: string
  title: Words
  format: DoctorFormat
  outcome: DoctorOutcome
  expected: Words
  got: Words
  /** What may come of it. */
  risk: Words
  fix: Words
  milliseconds: number
}

export type DoctorState = {
  id: DoctorRunId
  url: string
  /** `failed`: it could not be done; `reason` says why. */
  state: 'running' | 'done' | 'cancelled' | 'failed'
  reason: Words | null
  /** Null until it is served. */
  certificateHost: string | null
  /** How many findings there will be. */
  total: number
  findings: DoctorFinding[]
}

export type DoctorCalls = {
  /**
   * Sends an endpoint genuine and forged pushes; refused for a host outside this machine until that was `confirmed`. One
   * examination at a time.
   */
  'doctor.start': {
    input: { url: string; formats: DoctorFormat[]; confirmed: boolean }
    output: { id: DoctorRunId }
  }
  'doctor.cancel': { input: { id: DoctorRunId }; output: null }
}

/** Ends when the examination is over. */
export type DoctorStreams = { 'doctor.watch': { input: { id: DoctorRunId }; item: DoctorState } }

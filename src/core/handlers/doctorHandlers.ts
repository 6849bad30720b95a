import * as z from 'zod'
import type { Handlers } from '../../contract/api.ts'
import { type DoctorRunId, doctorFormats } from '../../contract/doctor.ts'
import type { Doctor } from '../doctor/createDoctor.ts'
import { parseInput } from './parseInput.ts'

const startInput = z.object({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  formats: z.array(z.enum(doctorFormats)).min(1).max(doctorFormats.length),
  confirmed: z.boolean(),
})
const runInput = z.object({ id: z.string().max(40) as unknown as z.ZodType<DoctorRunId> })

export function doctorHandlers(doctor: Doctor) {
  const calls = {
    'doctor.start': input => ({ id: doctor.start(parseInput(startInput, input)) }),
    'doctor.cancel': input => {
      doctor.cancel(parseInput(runInput, input).id)
      return null
    },
  } satisfies Pick<Handlers['calls'], 'doctor.start' | 'doctor.cancel'>
  const streams = {
    'doctor.watch': (input, { signal }) => doctor.watch(parseInput(runInput, input).id, signal),
  } satisfies Pick<Handlers['streams'], 'doctor.watch'>
  return { calls, streams }
}

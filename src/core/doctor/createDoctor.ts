import { randomUUID } from 'node:crypto'
import { ApiError } from '../../contract/apiError.ts'
import {
  type DoctorFormat,
  type DoctorRunId,
  type DoctorState,
  doctorCertificatePort,
} from '../../contract/doctor.ts'
import type { Words } from '../../contract/words.ts'
import { createBell } from '../createBell.ts'
import type { OpenConnections } from '../outbound/createOutbound.ts'
import { confirmHost } from '../replay/confirmHost.ts'
import { sayError } from '../sayError.ts'
import type { Settings } from '../settings/createSettings.ts'
import { watchRun } from '../status/watchRun.ts'
import { countFindings, runDoctor } from './runDoctor.ts'

type Run = { state: DoctorState; controller: AbortController; done: Promise<void> }

const why: Words = {
  en: 'it would be sent forged and oversized pushes, which disturb a service that others use',
  zh: '将向它发送伪造与超大的推送，会干扰他人正在使用的服务',
}

/** Examines endpoints, one at a time; the last examination can be looked at until the next. */
export function createDoctor(parts: {
  settings: Settings
  open: OpenConnections
  certificatePort?: number
  pause?: (milliseconds: number) => Promise<unknown>
}) {
  const bell = createBell()
  let run: Run | null = null

  function find(id: DoctorRunId): Run {
    if (run?.state.id === id) return run
    throw new ApiError('not-found', { en: 'There is no such examination', zh: '没有这次诊断' })
  }

  return {
    start(given: { url: string; formats: DoctorFormat[]; confirmed: boolean }): DoctorRunId {
      const { url, formats, confirmed } = given
      if (run?.state.state === 'running')
        throw new ApiError('conflict', {
          en: 'Another endpoint is being examined',
          zh: '正在诊断另一个端点',
        })
      confirmHost(parts.settings, { to: url, confirmed, why })
      const controller = new AbortController()
      const state: DoctorState = {
        id: randomUUID() as DoctorRunId,
        ...{ url, state: 'running', reason: null, certificateHost: null },
        ...{ total: countFindings(formats.length), findings: [] },
      }
      const end = (ending: Pick<DoctorState, 'state' | 'reason'>) => {
        Object.assign(state, ending)
        bell.ring()
      }
      const examine = (certificatePort: number) =>
        runDoctor({
          url,
          formats,
          open: parts.open,
          certificatePort,
          signal: controller.signal,
          ...(parts.pause && { pause: parts.pause }),
          onStart(host) {
            state.certificateHost = host
            bell.ring()
          },
          onFinding(finding) {
            state.findings.push(finding)
            bell.ring()
          },
        })
      const done = examine(parts.certificatePort ?? doctorCertificatePort)
        .catch((error: unknown) => (isTaken(error) ? examine(0) : Promise.reject(error)))
        .then(
          () => end({ state: controller.signal.aborted ? 'cancelled' : 'done', reason: null }),
          (error: unknown) => end({ state: 'failed', reason: sayError(error) }),
        )
      run = { state, controller, done }
      return state.id
    },

    cancel: (id: DoctorRunId) => find(id).controller.abort(),

    /** Until the examination is over. */
    watch: (id: DoctorRunId, signal: AbortSignal): AsyncGenerator<DoctorState, void, undefined> =>
      watchRun(find(id).state, bell, signal),

    async close(): Promise<void> {
      run?.controller.abort()
      await run?.done
    },
  }
}

export type Doctor = ReturnType<typeof createDoctor>

/** Then any other port will do: which host is to be trusted stands in the state. */
const isTaken = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

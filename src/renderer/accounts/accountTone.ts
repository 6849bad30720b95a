import type { MonitorStatus } from '../../contract/status.ts'
import type { Tone } from '../kit/Chip.tsx'
import { monitorTone } from '../monitors/monitorTone.ts'

const gravity: Tone[] = ['bad', 'wait', 'ok']

/** The gravest state among an account's monitors; neutral where none runs. */
export const accountTone = (monitors: readonly MonitorStatus[]): Tone =>
  gravity.find(tone => monitors.some(monitor => monitorTone(monitor) === tone)) ?? 'neutral'

import type { MonitorStatus } from '../../contract/status.ts'
import type { Tone } from '../kit/Chip.tsx'

const stateTones: Record<MonitorStatus['state'], Tone> = {
  polling: 'ok',
  idle: 'ok',
  'backing-off': 'wait',
  stopped: 'neutral',
  paused: 'neutral',
}

/** A monitor that stopped because of an error is worse off than one that was told to. */
export const monitorTone = (monitor: MonitorStatus): Tone =>
  monitor.state === 'stopped' && monitor.lastError !== null ? 'bad' : stateTones[monitor.state]

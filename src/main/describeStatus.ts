import type { MonitorStatus, Status } from '../contract/status.ts'
import type { Words } from './words.ts'

/** One line for the tray. That a queue is being emptied is always in it. */
export function describeStatus({ monitors, perSecond }: Status, say: Words): string {
  const running = monitors.filter(({ state }) => state !== 'stopped' && state !== 'paused')
  if (running.length === 0) return say.nothingRuns
  const consuming = running.filter(({ mode }) => mode === 'consume')
  const troubled = running.filter(({ state }) => state === 'backing-off')
  return [
    say.running(running.length, Math.round(perSecond)),
    ...(consuming.length > 0 ? [say.consumes(queues(consuming))] : []),
    ...(troubled.length > 0 ? [say.troubled(queues(troubled))] : []),
  ].join(' · ')
}

function queues(monitors: MonitorStatus[]): string {
  const [first, ...others] = monitors.map(({ queue }) => queue)
  return others.length === 0 ? `${first}` : `${first} +${others.length}`
}

import type { MonitorMode, MonitorStatus } from '../../contract/status.ts'
import { useServices } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { useTell } from '../state/useTell.ts'

/** What can be done to a monitor. Consuming is only asked for here: the dialog that names what it deletes does it. */
export function useMonitorActions() {
  const { client } = useServices()
  const tell = useTell()
  const done = () => {}
  return {
    start: ({ id }: MonitorStatus) => client.call('monitors.start', { id }).then(done, tell),
    stop: ({ id }: MonitorStatus) => client.call('monitors.stop', { id }).then(done, tell),
    remove: ({ id }: MonitorStatus) => client.call('monitors.remove', { id }).then(done, tell),
    async setMode({ id, mode: before }: MonitorStatus, mode: MonitorMode) {
      if (mode === before) return
      if (mode === 'consume') setShell({ consuming: id })
      else await client.call('monitors.setMode', { id, mode }).then(done, tell)
    },
    consume: (id: MonitorStatus['id']) =>
      client.call('monitors.setMode', { id, mode: 'consume' }).then(done, tell),
  }
}

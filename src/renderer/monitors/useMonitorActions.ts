import type { ApiError } from '../../contract/apiError.ts'
import type { MonitorMode, MonitorStatus } from '../../contract/status.ts'
import { useServices } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { useTell } from '../state/useTell.ts'

/** What can be done to a monitor. Where the core refuses to take messages unasked, the dialog asks. */
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
      const ask = (error: ApiError) => {
        if (error.code === 'refused' && mode !== 'peek') setShell({ taking: { id, mode } })
        else tell(error)
      }
      await client.call('monitors.setMode', { id, mode }).then(done, ask)
    },
    /** After a yes to the dialog that named the queue. */
    take: ({ id, queue }: MonitorStatus, mode: MonitorMode) =>
      client.call('monitors.setMode', { id, mode, typedName: queue }).then(done, tell),
  }
}

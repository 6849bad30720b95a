import { setPreferences } from '../state/preferences.ts'
import type { Services } from '../state/services.ts'
import { setShell } from '../state/shell.ts'

/** Enough to see what receipts look like, in every state. */
const texts = 20

/** Has the simulator send, and opens the first receipt that there is. */
export async function trySimulator({ client, program, receipts }: Services): Promise<void> {
  if (program.getState().status?.simulator.running !== true)
    await client.call('simulator.switch', { on: true })
  await client.call('simulator.burst', { count: texts })
  setPreferences({ welcomed: true })
  receipts.setQuery('')
  setShell({ panel: 'receipts', sql: false, firstRun: null })
  const open = () => {
    const { rows, selected } = receipts.store.getState()
    if (rows.order.length === 0) return false
    if (selected === null) receipts.selectBeside(0)
    return true
  }
  if (open()) return
  const stop = receipts.store.subscribe(() => {
    if (open()) stop()
  })
}

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '../../contract/rpc/createClient.ts'
import type { AppInfo, Status } from '../../contract/status.ts'

/** What is known of the program itself; null until it has said so. */
export type ProgramState = { info: AppInfo | null; status: Status | null }

/** Follows the program's state over the connection; asked for again by itself after every loss of it. */
export function followProgram(client: Pick<Client, 'call' | 'open'>): {
  program: StoreApi<ProgramState>
  stop: () => void
} {
  const program = createStore<ProgramState>(() => ({ info: null, status: null }))
  const stop = client.open('status.watch', {
    input: () => null,
    onItem(status) {
      program.setState({ status })
      if (program.getState().info === null) askInfo()
    },
  })
  let asking = false
  function askInfo() {
    if (asking) return
    asking = true
    client.call('app.info', null).then(
      info => program.setState({ info }),
      () => {
        asking = false
      },
    )
  }
  return { program, stop }
}

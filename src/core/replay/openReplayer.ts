import { createOutbound } from '../outbound/createOutbound.ts'
import { createSettings } from '../settings/createSettings.ts'
import { openStore } from '../store/openStore.ts'
import { startReader } from '../store/startReader.ts'
import { createReplays, type Replays } from './createReplays.ts'
import { startSigner } from './startSigner.ts'

/** Opens a data directory that no instance uses, only to send from it: no monitor runs and no endpoint listens. */
export function openReplayer(
  dataDirectory: string,
  warn: (message: string) => void,
  now: () => number = Date.now,
): Replays {
  const store = openStore(dataDirectory, warn)
  const reader = startReader(store.path)
  const signer = startSigner(() => null)
  const settings = createSettings(store.prepare)
  const { open } = createOutbound(now)
  const replays = createReplays({ store, reader, settings, signer: signer.get, open, now })
  return {
    ...replays,
    async close() {
      await replays.close()
      await signer.close()
      await reader.close()
      store.close()
    },
  }
}

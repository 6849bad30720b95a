import type { Credentials } from '../protocol/requestSignature/credentials.ts'
import type { Simulator } from '../simulator/startSimulator.ts'
import type { EndpointConfig } from './config/configSchema.ts'
import { createDoctor } from './doctor/createDoctor.ts'
import { openEndpoint } from './endpoint/openEndpoint.ts'
import { doctorHandlers } from './handlers/doctorHandlers.ts'
import { pushHandlers } from './handlers/pushHandlers.ts'
import { replayHandlers } from './handlers/replayHandlers.ts'
import { signatureHandlers } from './handlers/signatureHandlers.ts'
import type { Ingest } from './ingest/createIngest.ts'
import type { OpenConnections } from './outbound/createOutbound.ts'
import { createReplays } from './replay/createReplays.ts'
import { startSigner } from './replay/startSigner.ts'
import type { Settings } from './settings/createSettings.ts'
import type { Store } from './store/openStore.ts'
import type { Reader } from './store/reader.ts'

/** The push side as one part: the endpoint, what it checks with, replays, and the doctor. */
export async function openPushes(parts: {
  dataDirectory: string
  config: EndpointConfig | undefined
  settings: Settings
  /** The built-in one, while it runs: its certificates are trusted, and it signs what is signed anew. */
  simulator: () => Simulator | null
  /** Of the accounts. */
  keys: () => Credentials[]
  store: Pick<Store, 'change' | 'prepare'>
  reader: Reader
  ingest: Ingest
  open: OpenConnections
  now: () => number
  warn: (message: string) => void
  changed: () => void
}) {
  const { simulator, store, settings, now } = parts
  const signer = startSigner(simulator)
  const { endpoint, certificates } = await openEndpoint({
    ...parts,
    alsoTrusted: () => [hostOf(simulator()?.endpoint ?? null), signer.host()],
  })
  const replays = createReplays({ ...parts, signer: signer.get })
  const replaying = replayHandlers(replays)
  const doctor = createDoctor({ settings, open: parts.open })
  const examining = doctorHandlers(doctor)
  return {
    endpoint,
    calls: {
      ...pushHandlers(store, endpoint, certificates, settings, now),
      ...signatureHandlers({
        prepare: store.prepare,
        certificates,
        signer: signer.get,
        keys: parts.keys,
        now,
      }),
      ...replaying.calls,
      ...examining.calls,
    },
    streams: { ...replaying.streams, ...examining.streams },
    async close(): Promise<void> {
      await doctor.close()
      await replays.close()
      await endpoint.close()
      await signer.close()
    },
  }
}

const hostOf = (endpoint: string | null) => (endpoint === null ? null : new URL(endpoint).host)

import { join } from 'node:path'
import type { EndpointConfig } from '../config/configSchema.ts'
import type { Ingest } from '../ingest/createIngest.ts'
import type { OpenConnections } from '../outbound/createOutbound.ts'
import type { Settings } from '../settings/createSettings.ts'
import type { Store } from '../store/openStore.ts'
import { type Certificates, createCertificates } from '../verification/createCertificates.ts'
import { fetchCertificate } from '../verification/fetchCertificate.ts'
import { createEndpoint, type Endpoint } from './createEndpoint.ts'
import { readEndpointSettings, usualPort } from './endpointSettings.ts'

/** The endpoint as the config or the last settings have it, and the certificates that it checks with. */
export async function openEndpoint(parts: {
  dataDirectory: string
  config: EndpointConfig | undefined
  /** Hosts of this program's own simulator. */
  alsoTrusted: () => readonly (string | null)[]
  settings: Settings
  open: OpenConnections
  store: Pick<Store, 'change' | 'prepare'>
  ingest: Ingest
  now: () => number
  warn: (message: string) => void
  changed: () => void
}): Promise<{ endpoint: Endpoint; certificates: Certificates }> {
  const { now } = parts
  const settings = readEndpointSettings(parts.settings, parts.config)
  const certificates = createCertificates({
    directory: join(parts.dataDirectory, 'certificates'),
    trustedHosts: () => [
      ...endpoint.settings().trustedCertificateHosts,
      ...parts.alsoTrusted().filter(host => host !== null),
    ],
    now,
    fetch: (url, allowPrivate) => fetchCertificate(url, allowPrivate, parts.open),
  })
  const endpoint: Endpoint = createEndpoint({ ...parts, settings, certificates })
  // A port that nobody asked for by number may be another one.
  await endpoint.start(parts.config === undefined && settings.port === usualPort ? 0 : undefined)
  return { endpoint, certificates }
}

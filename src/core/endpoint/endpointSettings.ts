import type { EndpointSettings } from '../../contract/push.ts'
import type { EndpointConfig } from '../config/configSchema.ts'
import { endpointSettings } from '../handlers/inputs.ts'
import type { Settings } from '../settings/createSettings.ts'

/** Kept where it can be, so that a subscription's address stays right over restarts. */
export const usualPort = 8099

const defaults: EndpointSettings = {
  enabled: true,
  host: '127.0.0.1',
  port: usualPort,
  path: '/notifications',
  trustedCertificateHosts: [],
  answer: { kind: 'verify' },
  forwardTo: null,
}

export const endpointKey = 'endpoint'

/** A config file's word counts; without one, what was set last. */
export function readEndpointSettings(
  settings: Settings,
  config: EndpointConfig | undefined,
): EndpointSettings {
  if (config === undefined) return settings.read<EndpointSettings>(endpointKey, endpointSettings, defaults)
  const { answer } = config
  return {
    ...config,
    answer: typeof answer === 'number' ? { kind: 'status', status: answer } : { kind: answer },
  }
}

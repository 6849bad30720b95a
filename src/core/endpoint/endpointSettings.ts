import * as z from 'zod'
import type { EndpointSettings } from '../../contract/push.ts'
import type { EndpointConfig } from '../config/configSchema.ts'
import type { Settings } from '../settings/createSettings.ts'

/** Kept where it can be, so that a subscription's address stays right over restarts. */
export const usualPort = 8099

const answerStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal(['verify', 'forward', 'drop', 'reset', 'half']) }),
  z.object({ kind: z.literal('status'), status: z.int().min(200).max(599) }),
  z.object({ kind: z.literal('delay'), milliseconds: z.int().min(0).max(60_000) }),
])
/** As it is kept; what may be set is stricter, so that an entry of an older program costs nothing around it. */
export const endpointSettings = z.object({
  enabled: z.boolean(),
  host: z.string().trim().min(1).max(200),
  port: z.int().min(0).max(65_535),
  path: z.string().startsWith('/').max(500),
  trustedCertificateHosts: z.array(z.string().trim().min(1).max(300)).max(100),
  answer: z.union([
    answerStep,
    z.object({ kind: z.literal('script'), steps: z.array(answerStep).min(1).max(50) }),
  ]),
  forwardTo: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable(),
})

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
  const { answer, typedName: _, ...rest } = config
  return {
    ...rest,
    answer: typeof answer === 'number' ? { kind: 'status', status: answer } : { kind: answer },
  }
}

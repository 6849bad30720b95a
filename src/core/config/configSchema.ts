import * as z from 'zod'
import { monitorModes } from '../../contract/status.ts'

/** `{ "env": NAME }`, `{ "file": PATH }` or the secret itself. */
const secretSource = z.union([
  z.string().min(1),
  z.strictObject({ env: z.string().min(1) }),
  z.strictObject({ file: z.string().min(1) }),
])
export type SecretSource = z.infer<typeof secretSource>

const name = z.string().trim().min(1).max(120)
const port = z.int().min(0).max(65_535)

const accountSchema = z.object({
  name,
  endpoint: z.string().min(1),
  apiEndpoint: z.string().min(1).optional(),
  region: z.string().min(1).optional(),
  credentials: z.enum(['accessKey', 'smsToken']).default('accessKey'),
  signature: z.enum(['v2', 'v4']).default('v2'),
  accessKeyId: z.string().min(1),
  accessKeySecret: secretSource,
  securityToken: secretSource.optional(),
})
export type AccountConfig = z.infer<typeof accountSchema>

const monitorSchema = z.object({
  account: name,
  queue: name,
  type: z.string().min(1).default('SmsReport'),
  mode: z.enum(monitorModes).default('peek'),
  parallel: z.int().min(1).max(16).default(16),
  start: z.boolean().default(true),
})

const answerSchema = z.union([z.literal(['verify', 'forward']), z.int().min(200).max(599)])

const endpointSchema = z.object({
  enabled: z.boolean().default(true),
  /** Anything but this machine's own addresses lets others in. */
  host: z.string().min(1).default('127.0.0.1'),
  /** The host once more, where others are let in: nobody does that in passing. */
  typedName: z.string().optional(),
  port: port.default(0),
  path: z.string().startsWith('/').default('/notifications'),
  trustedCertificateHosts: z.array(z.string().min(1)).default([]),
  answer: answerSchema.default('verify'),
  forwardTo: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
})
export type EndpointConfig = z.infer<typeof endpointSchema>

const retentionSchema = z.object({
  rows: z.int().min(1).nullable().default(null),
  days: z.number().positive().nullable().default(null),
  megabytes: z.number().positive().nullable().default(null),
})

/** Keys that no section names are kept out of the way, not refused: a newer program may have written them. */
export const configSchema = z.object({
  accounts: z.array(accountSchema).default([]),
  monitors: z.array(monitorSchema).default([]),
  endpoint: endpointSchema.optional(),
  retention: retentionSchema.optional(),
})
export type Config = z.infer<typeof configSchema>

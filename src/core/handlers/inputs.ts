import * as z from 'zod'
import type { AccountId, MonitorId, ReceiptId, Rev, Seq, ViewId } from '../../contract/brand.ts'
import { isCertificateHost, isEndpointPath, isListenHost } from '../../contract/endpointRules.ts'
import { exportFormats } from '../../contract/exportedReceipt.ts'
import { groupFields } from '../../contract/group.ts'
import { type ReplayId, replayPaces } from '../../contract/replay.ts'
import { monitorModes } from '../../contract/status.ts'
import type { Words } from '../../contract/words.ts'
import { endpointSettings } from '../endpoint/endpointSettings.ts'

/** The schemas of what the window, the command line and the HTTP API may ask. */

const branded = <T>(schema: z.ZodType) => schema as unknown as z.ZodType<T>
const count = z.int().min(0)
const query = z.string().max(4000)
const receiptId = branded<ReceiptId>(z.string().max(40))
const which = z.union([z.object({ ids: z.array(receiptId).min(1).max(10_000) }), z.object({ query })])
const name = z.string().trim().min(1).max(200)

const monitorId = branded<MonitorId>(z.string().min(1).max(600))
export const accountId = branded<AccountId>(z.string().min(1).max(200))

export const pageInput = z.object({
  query,
  before: branded<Seq>(count).nullable(),
  limit: z.int().min(1).max(1000),
})
export const getInput = z.object({ id: receiptId })
export const explainInput = z.object({
  code: z.string().min(1).max(200),
  phone: z.string().max(60).nullable(),
})
export const countInput = z.object({ query })
export const facetsInput = z.object({
  query,
  fields: z
    .array(z.enum(['status', 'kind', 'via', 'errCode', 'carrier', 'account', 'source', 'parts']))
    .max(8),
  limit: z.int().min(1).max(200),
})
export const histogramInput = z.object({
  query,
  buckets: z.int().min(1).max(500),
})
export const pinInput = z.object({ what: which, pinned: z.boolean() })
export const noteInput = z.object({ id: receiptId, note: z.string().max(2000).nullable() })
export const checkInput = z.object({ query })
export const suggestInput = z.object({ query, cursor: count })
export const feedInput = z.object({
  query,
  after: z.object({ store: z.string().max(100), rev: branded<Rev>(count) }).nullable(),
})
export const monitorInput = z.object({ id: monitorId })
const typedName = z.string().max(200).nullish()
export const modeInput = z.object({ id: monitorId, mode: z.enum(monitorModes), typedName })
export const saveMonitorInput = z.object({
  account: accountId,
  queue: name,
  type: name,
  mode: z.enum(monitorModes),
  parallel: z.int().min(1).max(16),
  typedName,
})
export const retentionInput = z.object({
  rows: z.int().min(1).nullable(),
  days: z.number().positive().nullable(),
  megabytes: z.number().positive().nullable(),
})
export const checkAccountInput = z.object({
  id: accountId,
  queue: z.object({ queue: name, type: name }).nullable(),
})
export const compensationInput = z.object({
  account: accountId,
  sends: z
    .array(
      z.object({
        phone: z.string().min(1).max(40),
        day: z.string().regex(/^\d{8}$/),
        bizId: z.string().min(1).max(200).nullable(),
      }),
    )
    .max(5000),
  query: query.nullable(),
})
export const removeAccountInput = z.object({ id: accountId })
export const saveAccountInput = z.object({
  id: accountId.nullable(),
  name,
  endpoint: z.string().trim().min(1).max(500),
  apiEndpoint: z.string().trim().min(1).max(500).nullable(),
  region: z.string().trim().min(1).max(60).nullable(),
  accessKeyId: z.string().max(200),
  accessKeySecret: z.string().min(1).max(500).nullable(),
  securityToken: z.string().min(1).max(8000).nullable(),
  credentials: z.enum(['accessKey', 'smsToken']),
  signature: z.enum(['v2', 'v4']),
})
export const exportInput = z.object({
  what: which,
  format: z.enum(exportFormats),
  masked: z.boolean(),
  from: z
    .object({ after: branded<Seq>(count), upTo: branded<Seq>(count), receipts: count, isOver: z.boolean() })
    .nullable(),
})
export const groupsInput = z.object({ query, by: z.array(z.enum(groupFields)).max(4) })

const expected = (words: Words) => ({ message: words.en, params: { words } })

export const configureInput = endpointSettings.extend({
  host: z
    .string()
    .trim()
    .refine(
      isListenHost,
      expected({ en: 'an address or a name without a port is expected', zh: '应为不带端口的地址或主机名' }),
    ),
  path: z
    .string()
    .refine(
      isEndpointPath,
      expected({ en: 'a path that begins with / is expected', zh: '应为以 / 开头的路径' }),
    ),
  trustedCertificateHosts: z
    .array(
      z
        .string()
        .trim()
        .refine(
          isCertificateHost,
          expected({
            en: 'host, host:port or an origin is expected',
            zh: '应为主机名、主机名:端口或完整的源',
          }),
        ),
    )
    .max(100),
  typedName,
})
export const attemptsInput = z.object({ id: receiptId })
export const verifyInput = z.object({
  id: receiptId,
  attempt: z.int().min(0).nullable(),
  registeredUrl: z.string().max(2000).nullable(),
})

const headerPair = z.tuple([
  z
    .string()
    .regex(/^[!#$%&'*+.^_`|~\w-]+$/)
    .max(200),
  z
    .string()
    .regex(/^[\t\x20-\x7e\x80-\xff]*$/)
    .max(64 * 1024),
])
export const replayInput = z.object({
  what: which,
  to: z.url({ protocol: /^https?$/ }).max(2000),
  times: z.int().min(1).max(10_000),
  pace: z.enum(replayPaces),
  concurrency: z.int().min(1).max(64),
  resign: z.boolean(),
  edit: z
    .object({
      method: z
        .string()
        .regex(/^[A-Z]{3,10}$/)
        .nullable(),
      target: z
        .string()
        .regex(/^\/[\x21-\x7e]*$/)
        .max(16_384)
        .nullable(),
      headers: z.array(headerPair).max(200).nullable(),
      body: z.base64().nullable(),
    })
    .nullable(),
  confirmed: z.boolean(),
})
export const replayIdInput = z.object({ id: branded<ReplayId>(z.string().max(40)) })

const viewId = branded<ViewId>(z.string().min(1).max(100))
export const saveViewInput = z.object({
  id: viewId.nullable(),
  name: z.string().trim().min(1).max(80),
  query,
})
export const reorderViewsInput = z.object({ ids: z.array(viewId).max(500) })
export const viewInput = z.object({ id: viewId })
export const watchViewsInput = z.object({ others: z.array(query).max(50) })

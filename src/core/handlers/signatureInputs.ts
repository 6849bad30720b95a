import * as z from 'zod'
import type { ReceiptId } from '../../contract/brand.ts'
import { sampleKinds, verifierLanguages } from '../../contract/signature.ts'

const longestCapture = 4 * 1024 * 1024

const source = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('capture'),
    text: z.string().max(longestCapture),
    entry: z.int().min(0).optional(),
  }),
  z.object({
    kind: z.literal('push'),
    id: z.string().max(40) as unknown as z.ZodType<ReceiptId>,
    attempt: z.int().min(0).nullable(),
  }),
])

export const checkInput = z.object({
  source,
  secret: z.string().max(1000).nullable(),
  certificate: z
    .string()
    .max(64 * 1024)
    .nullable(),
  registeredUrl: z.string().trim().min(1).max(2000).nullable(),
})
export const compareInput = z.object({ source, own: z.string().max(256 * 1024) })
export const verifierInput = z.object({ source, language: z.enum(verifierLanguages) })
export const sampleInput = z.object({ kind: z.enum(sampleKinds) })

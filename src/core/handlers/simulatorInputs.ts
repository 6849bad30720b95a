import * as z from 'zod'
import {
  callbackScheduleNames,
  certificateKindNames,
  contentMd5Names,
  signatureFaultNames,
} from '../../contract/simulator.ts'

/** The schemas of what the simulator's panel may ask. */

const share = z.number().min(0).max(1)
const milliseconds = z.number().min(0).max(3_600_000)

export const switchInput = z.object({ on: z.boolean() })

export const trafficInput = z.object({
  flowing: z.boolean(),
  traffic: z
    .object({
      rate: z.number().min(0).max(10_000),
      burst: z
        .object({ size: z.int().min(1).max(10_000), every: z.number().min(1000).max(86_400_000) })
        .nullable(),
      limit: z.int().min(1).max(1e9).nullable(),
      phones: z.int().min(1).max(1e7),
      fail: share,
      lost: share,
      duplicate: share,
      changed: share,
      reply: share,
      latency: milliseconds.min(1),
      tail: milliseconds.min(1),
      carriers: z.tuple([z.number().min(0), z.number().min(0), z.number().min(0)]),
    })
    .refine(({ latency, tail }) => latency <= tail, {
      path: ['tail'],
      params: { words: { en: 'the slow ones can’t be faster than half of all', zh: '慢的不能比半数更快' } },
    }),
})

export const burstInput = z.object({ count: z.int().min(1).max(1000) })

export const faultsInput = z.object({
  faults: z.object({
    errors: z
      .array(
        z.object({
          operation: z
            .string()
            .regex(/^[A-Za-z]{1,60}$/)
            .nullable(),
          share,
          code: z.string().regex(/^[A-Za-z.]{1,60}$/),
        }),
      )
      .max(20),
    delay: z.object({ low: milliseconds, high: milliseconds }).refine(({ low, high }) => low <= high, {
      params: { words: { en: 'the least must not be more than the most', zh: '最小值不能大于最大值' } },
    }),
    reset: share,
    slow: share,
    slowFor: milliseconds,
    malformed: share,
    digest: share,
    partial: share,
    skew: z.number().min(-1e9).max(1e9),
    expiredToken: share,
    duplicate: share,
    reorder: share,
    qps: z.int().min(0).max(1e9),
    signature: z.enum(signatureFaultNames).nullable(),
    signatureShare: share,
  }),
})

export const clockInput = z.object({
  speed: z.number().min(0).max(100_000).nullable(),
  jumpMs: z.number().min(0).max(1e11).nullable(),
})

export const pushesInput = z.object({
  contentMd5: z.enum(contentMd5Names),
  callbackSchedule: z.enum(callbackScheduleNames),
})

export const rotateInput = z.object({ kind: z.enum(certificateKindNames) })

export const traceInput = z.object({
  messageId: z.string().min(1).max(200).nullable(),
  limit: z.int().min(1).max(2000),
})

export const outboxInput = z.object({ limit: z.int().min(1).max(500) })

import type * as z from 'zod'
import { ApiError } from '../../contract/apiError.ts'
import { asIs } from '../../contract/words.ts'
import type { HostRequest } from '../http/reply.ts'

const largestBody = 1 << 20

/** A body as its schema has it; what is wrong with it is said with its place. */
export async function readJsonBody<T>(readText: HostRequest['readText'], schema: z.ZodType<T>): Promise<T> {
  const text = await readText(largestBody)
  if (text === null) throw new ApiError('bad-input', asIs('The body is too large: at most 1 MB is expected.'))
  return parseJsonBody(text, schema)
}

export function parseJsonBody<T>(text: string, schema: z.ZodType<T>): T {
  const result = schema.safeParse(parseJson(text))
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new ApiError('bad-input', asIs(`${issue?.path.join('.') || 'The body'}: ${issue?.message}`))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError('bad-input', asIs('The body should be JSON, and is not.'))
  }
}

import type * as z from 'zod'
import { ApiError } from '../../contract/apiError.ts'
import { sayIssue } from '../sayIssue.ts'

/** What comes from outside the process is parsed; the text names the place, never the value. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const place = issue === undefined || issue.path.length === 0 ? 'input' : issue.path.map(String).join('.')
  const { en, zh } = sayIssue(schema, input, issue)
  throw new ApiError('bad-input', { en: `${place}: ${en}`, zh: `${place}：${zh}` })
}

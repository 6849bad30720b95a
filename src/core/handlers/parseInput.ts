import type * as z from 'zod'
import zhCN from 'zod/v4/locales/zh-CN.js'
import { ApiError } from '../../contract/apiError.ts'
import { isWords, type Words } from '../../contract/words.ts'

const inChinese = zhCN().localeError

/** What comes from outside the process is parsed; the text names the place, never the value. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const place = issue === undefined || issue.path.length === 0 ? 'input' : issue.path.map(String).join('.')
  const { en, zh } = say(schema, input, issue)
  throw new ApiError('bad-input', { en: `${place}: ${en}`, zh: `${place}：${zh}` })
}

/** A schema's own check brings its words along as `params.words`; for the rest the library has both languages. */
function say<T>(schema: z.ZodType<T>, input: unknown, issue: z.core.$ZodIssue | undefined): Words {
  if (issue?.code === 'custom' && isWords(issue.params?.words)) return issue.params.words
  const chinese = schema.safeParse(input, { error: inChinese }).error?.issues[0]
  return { en: issue?.message ?? 'not as expected', zh: chinese?.message ?? '不符合预期' }
}

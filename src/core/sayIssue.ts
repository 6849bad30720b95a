import type * as z from 'zod'
import zhCN from 'zod/v4/locales/zh-CN.js'
import { isWords, type Words } from '../contract/words.ts'

const inChinese = zhCN().localeError

/** What a schema found amiss. Its own check brings its words along as `params.words`; for the rest the library has both languages. */
export function sayIssue<T>(
  schema: z.ZodType<T>,
  input: unknown,
  issue: z.core.$ZodIssue | undefined,
): Words {
  if (issue?.code === 'custom' && isWords(issue.params?.words)) return issue.params.words
  const chinese = schema.safeParse(input, { error: inChinese }).error?.issues[0]
  return { en: issue?.message ?? 'not as expected', zh: chinese?.message ?? '不符合预期' }
}

import { type Bilingual, joinSentences } from '../bilingual.ts'
import { adviceOf } from './causeAdvice.ts'
import type { Edit } from './edit.ts'
import type { Cause } from './hypothesis.ts'
import { quote } from './quote.ts'

/** What happened, one sentence for each edit. */
export function explainEdits(edits: readonly Edit[]): Bilingual {
  return joinSentences(edits.map(explainEdit))
}

function explainEdit(edit: Edit): Bilingual {
  if (edit.kind === 'wrong-key') {
    const { signed, received } = edit
    return {
      en: `It was signed with ${signed.en}, not with ${received.en}.`,
      zh: `签名用的是${signed.zh}，而不是${received.zh}。`,
    }
  }
  if (edit.kind === 'wrong-scheme') {
    const { signed, received } = edit
    return {
      en: `The string was put together differently: ${signed.en}, where ${received.en}.`,
      zh: `字符串的拼法不同：${signed.zh}，而规则是${received.zh}。`,
    }
  }
  const { kind, name } = edit
  const [signed, received] = [quote(edit.signed), quote(edit.received)]
  switch (kind) {
    case 'header-changed':
      return {
        en: `${name} was ${signed.en} when it was signed and is ${received.en} now.`,
        zh: `${name} 签名时为 ${signed.zh}，现在为 ${received.zh}。`,
      }
    case 'header-removed':
      return {
        en: `${name} was signed with the value ${signed.en} and is missing now.`,
        zh: `${name} 签名时为 ${signed.zh}，现在缺失。`,
      }
    case 'header-added':
      return {
        en: `${name} was not there when the request was signed; it is ${received.en} now.`,
        zh: `签名时没有 ${name}，现在为 ${received.zh}。`,
      }
    case 'target-changed':
      return {
        en: `The request target was ${signed.en} when it was signed and is ${received.en} now.`,
        zh: `请求的路径与查询签名时为 ${signed.zh}，现在为 ${received.zh}。`,
      }
    case 'method-changed':
      return {
        en: `The method was ${edit.signed} when it was signed and is ${edit.received} now.`,
        zh: `请求方法签名时为 ${edit.signed}，现在为 ${edit.received}。`,
      }
    case 'body-changed':
      return { en: 'The body is not the one that was signed.', zh: '正文不是当时被签名的那一份。' }
    default:
      return kind satisfies never
  }
}

/** What to do about each cause, every advice once. */
export function adviseOn(causes: readonly Cause[], signedBy: 'service' | 'client' = 'service'): Bilingual {
  return joinSentences([...new Set(causes.map(cause => adviceOf(cause, signedBy)))])
}

import { type Bilingual, joinSentences } from '../bilingual.ts'
import type { Edit } from './edit.ts'
import { quote } from './quote.ts'

/** How a developer's string differs from the right one, one sentence for each difference. */
export function describeOwnString(edits: readonly Edit[]): Bilingual {
  return joinSentences(edits.map(describeEdit))
}

function describeEdit(edit: Edit): Bilingual {
  if (edit.kind === 'wrong-key') return { en: 'It was made for another key.', zh: '它是为另一个密钥生成的。' }
  if (edit.kind === 'wrong-scheme') {
    const { signed, received } = edit
    return {
      en: `It breaks a rule: ${received.en}, but ${signed.en}.`,
      zh: `违反了规则：${received.zh}，而${signed.zh}。`,
    }
  }
  const { kind, name } = edit
  const [own, right] = [quote(edit.signed), quote(edit.received)]
  switch (kind) {
    case 'header-changed':
      return {
        en: `It has ${own.en} for ${name}, the request has ${right.en}.`,
        zh: `其中 ${name} 为 ${own.zh}，请求中为 ${right.zh}。`,
      }
    case 'header-removed':
      return {
        en: `It has ${own.en} for ${name}, a header that the request does not have.`,
        zh: `其中 ${name} 为 ${own.zh}，而请求中没有这个头。`,
      }
    case 'header-added':
      return {
        en: `It leaves out ${name}, which the request has: ${right.en}.`,
        zh: `缺少请求中的 ${name}：${right.zh}。`,
      }
    case 'target-changed':
      return {
        en: `It has the target ${own.en}, the request has ${right.en}.`,
        zh: `其中的路径与查询为 ${own.zh}，请求中为 ${right.zh}。`,
      }
    case 'method-changed':
      return {
        en: `It has the method ${edit.signed}, the request has ${edit.received}.`,
        zh: `其中的方法为 ${edit.signed}，请求中为 ${edit.received}。`,
      }
    case 'body-changed':
      return { en: 'Its digest is that of another body.', zh: '其中的摘要属于另一份正文。' }
    default:
      return kind satisfies never
  }
}

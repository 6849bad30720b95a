import type { Bilingual } from '../../../src/protocol/bilingual.ts'
import { families } from '../../../src/protocol/errCodes/codeFamilies.ts'
import { codeTable } from '../../../src/protocol/errCodes/codeTable.ts'
import { conditions, describeCondition, type Retry } from '../../../src/protocol/errCodes/conditions.ts'
import { type Origin, originNames } from '../../../src/protocol/errCodes/origins.ts'

export type Language = keyof Bilingual

const order: readonly Origin[] = ['any', 'platform', 'mobile', 'unicom', 'telecom', 'supplier']

const retries: Record<Retry, Bilingual> = {
  needless: { en: 'no need', zh: '无需重发' },
  later: { en: 'later', zh: '稍后可重发' },
  'after-change': { en: 'after a change', zh: '修改后重发' },
  no: { en: 'no', zh: '重发无效' },
  unclear: { en: 'unclear', zh: '不确定' },
}

const texts = {
  en: {
    title: 'Error codes of receipts',
    other: '[中文](err-codes.zh.md) · [all documents](README.md)',
    intro: `Written from the tables in the program; a test checks that it is current (\`npx vitest run test/unit/documents -u\` writes it).

The \`err_code\` of a receipt was coined by whoever gave up on the SMS: the carrier, a supplier between the platform and the carrier, or
the platform itself. The receipt doesn't name them, and the same code may mean different things to two of them: \`ID:0013\` is a
number that doesn't exist at China Mobile and a fault of the gateway at China Telecom. So ReceiptScope shows every meaning that is
listed, the one of the number's own carrier first. The carrier is read from the prefix, and is a hint: numbers are ported.

Success is \`DELIVERED\` in receipts and \`DELIVRD\` in \`QuerySendDetails\`. Codes are matched whole, then cut to ten characters (as carriers
and receipts cut them: \`isv.AMOUNT_NOT_ENOUGH\` arrives as \`isv.AMOUNT\`), then by family.`,
    means: 'What it means and what to do',
    meansHead: '| Group | Meaning | What to do | Send again |',
    families: 'Families',
    familiesIntro:
      'What remains to be said of a code that no table lists, by how it begins; the longest beginning counts.',
    familiesHead: '| Begins with | Whose | Group | Meaning |',
    codes: 'Codes',
    codesIntro:
      'The groups are those of the first table. A word is a code, or the common beginning of several with their endings: `MB:0013-0015,1072` stands for four.',
    codesHead: '| Group | Codes |',
  },
  zh: {
    title: '回执错误码',
    other: '[English](err-codes.md) · [全部文档](README.md)',
    intro: `本页由程序中的码表生成，并有测试保证与代码一致（更新：\`npx vitest run test/unit/documents -u\`）。

回执中的 \`err_code\` 由放弃下发的一方给出：运营商、平台与运营商之间的供应商，或平台自身。回执不会注明是谁，而同一个码在不同来源可能含义
不同：\`ID:0013\` 在中国移动表示空号，在中国电信则是网关内部错误。因此 ReceiptScope 列出所有已收录的含义，并把号码所属运营商的含义放在最前；
运营商由号段推断，仅供参考，因为号码可能已携号转网。

成功在回执中写作 \`DELIVERED\`，在 \`QuerySendDetails\` 中写作 \`DELIVRD\`。匹配顺序：完整的码；截取前十个字符（运营商与回执会这样截断，
\`isv.AMOUNT_NOT_ENOUGH\` 到达时是 \`isv.AMOUNT\`）；最后按所属系列。`,
    means: '含义与处理办法',
    meansHead: '| 分组 | 含义 | 处理办法 | 是否重发 |',
    families: '系列',
    familiesIntro: '码表未收录的码，按开头判断，以最长的开头为准。',
    familiesHead: '| 开头 | 来源 | 分组 | 含义 |',
    codes: '码表',
    codesIntro:
      '分组见第一张表。一个词是一个码，或若干个码的共同开头加各自的结尾：`MB:0013-0015,1072` 表示四个码。',
    codesHead: '| 分组 | 码 |',
  },
} as const

/** The guide to error codes, from the tables that explain them. */
export function writeErrCodes(language: Language): string {
  const words = texts[language]
  const means = conditions.map(condition => {
    const { meaning, advice, retry } = describeCondition(condition)
    return `| \`${condition}\` | ${meaning[language]} | ${advice[language]} | ${retries[retry][language]} |`
  })
  const byFamily = families.map(({ prefix, origins, condition, meaning }) => {
    const whose = origins.map(origin => originNames[origin][language]).join(language === 'zh' ? '、' : ', ')
    return `| \`${prefix}\` | ${whose} | \`${condition}\` | ${meaning[language]} |`
  })
  const codes = order.flatMap(origin => [
    '',
    `### ${originNames[origin][language]}`,
    '',
    words.codesHead,
    '| --- | --- |',
    ...Object.entries(codeTable[origin]).map(
      ([condition, list]) =>
        `| \`${condition}\` | ${list
          .split(' ')
          .map(code => `\`${code}\``)
          .join(' ')} |`,
    ),
  ])
  return [
    `# ${words.title}`,
    '',
    words.other,
    '',
    words.intro,
    '',
    `## ${words.means}`,
    '',
    words.meansHead,
    '| --- | --- | --- | --- |',
    ...means,
    '',
    `## ${words.families}`,
    '',
    words.familiesIntro,
    '',
    words.familiesHead,
    '| --- | --- | --- | --- |',
    ...byFamily,
    '',
    `## ${words.codes}`,
    '',
    words.codesIntro,
    ...codes,
    '',
  ].join('\n')
}

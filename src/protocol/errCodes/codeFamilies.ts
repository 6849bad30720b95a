import type { Bilingual } from '../bilingual.ts'
import type { Condition } from './conditions.ts'
import type { Origin } from './origins.ts'

/** Codes that share a beginning share an author; the family is what remains to be said of a code no table lists. */
export type CodeFamily = {
  readonly prefix: string
  readonly origins: readonly Origin[]
  readonly condition: Condition
  readonly meaning: Bilingual
}

const supplierMeaning: Bilingual = {
  en: 'A supplier’s own code, not listed: the text did not get through its gateway.',
  zh: '供应商自有代码，未收录：短信未通过其网关。',
}
const supplierPrefixes = 'GB: GX: HD: JL: M2: AP: CNN: CL26: CL31RESP: E: S: 2_ MH: PKE: SJ: WZ: GL: MC_ Z:'

const table: readonly (readonly [
  prefix: string,
  origins: readonly Origin[],
  condition: Condition,
  en: string,
  zh: string,
])[] = [
  ['MA:', ['mobile'], 'timeout', 'The message centre gave the gateway no answer.', '短信中心未应答网关。'],
  [
    'MB:',
    ['mobile'],
    'undelivered',
    'The message centre answered the gateway with an error.',
    '短信中心向网关返回了错误。',
  ],
  [
    'MC:',
    ['mobile', 'telecom'],
    'noReport',
    'The message centre took it and never reported.',
    '短信中心已接收，但未返回状态。',
  ],
  [
    'MI:',
    ['mobile', 'telecom'],
    'expired',
    'The message centre gave up: its validity ended.',
    '短信中心在有效期结束后放弃下发。',
  ],
  ['MJ:', ['mobile', 'telecom'], 'deleted', 'The message centre deleted it.', '短信中心删除了该短信。'],
  [
    'MK:',
    ['mobile', 'telecom'],
    'undelivered',
    'The message centre could not deliver it.',
    '短信中心无法下发。',
  ],
  [
    'ML:',
    ['mobile', 'telecom'],
    'accepted',
    'The message centre accepted it; the end is not reported.',
    '短信中心已接受，未报告最终结果。',
  ],
  [
    'MM:',
    ['mobile', 'telecom'],
    'unknownReason',
    'The message centre lost sight of it.',
    '短信中心不清楚其状态。',
  ],
  ['MN:', ['mobile', 'telecom'], 'rejected', 'The message centre refused it.', '短信中心拒绝下发。'],
  [
    'MX:',
    ['unicom', 'telecom'],
    'policy',
    'Stopped by a check of the carrier’s gateway.',
    '被运营商网关的检查拦截。',
  ],
  ['CA:', ['mobile'], 'timeout', 'The prepaid system gave no answer.', '预付费系统未应答。'],
  ['CB:', ['mobile'], 'billing', 'The prepaid system answered with an error.', '预付费系统返回错误。'],
  [
    'CJ:',
    ['mobile', 'unicom', 'telecom'],
    'policy',
    'Stopped by the carrier’s spam control.',
    '被运营商的垃圾短信管控拦截。',
  ],
  [
    'DA:',
    ['mobile'],
    'timeout',
    'The carrier’s service management gave no answer.',
    '运营商业务管理平台未应答。',
  ],
  [
    'DB:',
    ['mobile'],
    'subscription',
    'The carrier’s service management refused it.',
    '运营商业务管理平台拒绝。',
  ],
  ['DI:', ['mobile'], 'policy', 'Refused by a check of the submitting gateway.', '被提交侧网关的检查拒绝。'],
  ['IA:', ['mobile', 'telecom'], 'timeout', 'The next gateway gave no answer.', '下一级网关未应答。'],
  [
    'IB:',
    ['mobile', 'telecom'],
    'undelivered',
    'The next gateway answered with an error.',
    '下一级网关返回错误。',
  ],
  [
    'IC:',
    ['mobile', 'telecom'],
    'noReport',
    'The next gateway took it and never reported.',
    '下一级网关已接收，但未返回状态。',
  ],
  [
    'ID:',
    ['mobile', 'telecom'],
    'carrierFault',
    'A check inside the carrier’s gateway failed.',
    '运营商网关内部检查未通过。',
  ],
  ['GG:', ['mobile'], 'carrierFault', 'The carrier’s gateway reports a fault.', '运营商网关报告故障。'],
  [
    'CMPP',
    ['mobile'],
    'submission',
    'China Mobile’s gateway did not take the submission.',
    '中国移动网关未接受提交。',
  ],
  [
    'SGIP',
    ['unicom'],
    'submission',
    'China Unicom’s gateway did not take the submission.',
    '中国联通网关未接受提交。',
  ],
  [
    'SMGPERR',
    ['telecom'],
    'submission',
    'China Telecom’s gateway did not take the submission.',
    '中国电信网关未接受提交。',
  ],
  [
    'SMGP',
    ['telecom'],
    'undelivered',
    'China Telecom’s message centre reports a failure.',
    '中国电信短信中心报告失败。',
  ],
  [
    'SPMSERR',
    ['telecom'],
    'subscription',
    'China Telecom’s service platform refused it.',
    '中国电信业务平台拒绝。',
  ],
  [
    'R:',
    ['unicom', 'telecom'],
    'offOrStopped',
    'The message centre could not reach the line: mostly off, suspended or empty.',
    '短信中心无法到达该号码，多为关机、停机或空号。',
  ],
  [
    'R1:',
    ['unicom', 'telecom'],
    'offOrStopped',
    'The message centre could not reach the line: mostly off, suspended or empty.',
    '短信中心无法到达该号码，多为关机、停机或空号。',
  ],
  [
    'R2:',
    ['unicom', 'telecom'],
    'carrierFault',
    'The carrier’s gateway reports a fault.',
    '运营商网关报告故障。',
  ],
  [
    'UNDELIV',
    ['any'],
    'undelivered',
    'Not delivered; the ending narrows it down for one carrier only.',
    '未送达；后缀仅在个别运营商有含义。',
  ],
  [
    'EXPIRED',
    ['any'],
    'expired',
    'Not delivered in time; the ending narrows it down for one carrier only.',
    '超时未送达；后缀仅在个别运营商有含义。',
  ],
  ['YX:', ['supplier'], 'policy', 'Refused by a supplier’s gateway.', '被供应商网关拒绝。'],
  ['VALVE:', ['platform'], 'perNumberCap', 'Flow control of the platform.', '平台流量控制。'],
  [
    'isv.',
    ['platform'],
    'account',
    'The platform refused the request because of the account, a parameter or a rule.',
    '平台因账户、参数或规则拒绝请求。',
  ],
  [
    'isp.',
    ['platform'],
    'platformFault',
    'The platform itself failed or denied access.',
    '平台自身故障或拒绝访问。',
  ],
]

export const families: readonly CodeFamily[] = [
  ...table.map(([prefix, origins, condition, en, zh]) => ({
    prefix,
    origins,
    condition,
    meaning: { en, zh },
  })),
  ...supplierPrefixes.split(' ').map((prefix): CodeFamily => {
    return { prefix, origins: ['supplier'], condition: 'undelivered', meaning: supplierMeaning }
  }),
]

/** The most specific family of a code: the one with the longest beginning. */
export function familyOf(code: string): CodeFamily | null {
  const upper = code.toUpperCase()
  let best: CodeFamily | null = null
  for (const family of families) {
    const matches = upper.startsWith(family.prefix.toUpperCase())
    if (matches && family.prefix.length > (best?.prefix.length ?? 0)) best = family
  }
  return best
}

import type { Bilingual } from '../bilingual.ts'

export type Carrier = 'mobile' | 'unicom' | 'telecom' | 'broadnet'

/** Who coined a code: a carrier, an intermediate supplier, the platform, or the protocols all of them speak. */
export type Origin = 'any' | 'mobile' | 'unicom' | 'telecom' | 'supplier' | 'platform'

export const originNames: Readonly<Record<Origin, Bilingual>> = {
  any: { en: 'Every carrier', zh: '各运营商通用' },
  mobile: { en: 'China Mobile', zh: '中国移动' },
  unicom: { en: 'China Unicom', zh: '中国联通' },
  telecom: { en: 'China Telecom', zh: '中国电信' },
  supplier: { en: 'Intermediate supplier', zh: '中间供应商' },
  platform: { en: 'Alibaba Cloud', zh: '阿里云平台' },
}

import type { Bilingual } from '../bilingual.ts'
import type { Carrier } from './origins.ts'

export type PhoneCarrier = {
  readonly carrier: Carrier
  /** True for ranges that resellers use on the carrier's network. */
  readonly virtual: boolean
  /** A prefix says who issued the number, not who serves it today. */
  readonly caveat: Bilingual
}

const prefixes: Readonly<Record<Carrier, string>> = {
  mobile:
    '134 135 136 137 138 139 147 148 150 151 152 157 158 159 172 178 182 183 184 187 188 195 197 198 1440',
  unicom: '130 131 132 140 145 146 155 156 166 175 176 185 186 196',
  telecom: '133 1349 141 149 153 173 174 177 180 181 189 190 191 193 199',
  broadnet: '192',
}

const virtualPrefixes: Readonly<Partial<Record<Carrier, string>>> = {
  mobile: '165 1703 1705 1706',
  unicom: '167 171 1704 1707 1708 1709',
  telecom: '162 1700 1701 1702',
}

const caveat: Bilingual = {
  en: 'By prefix only: the number may have been ported to another carrier.',
  zh: '仅依号段判断：该号码可能已携号转网。',
}

const byPrefix: ReadonlyMap<string, PhoneCarrier> = new Map([
  ...entries('mobile'),
  ...entries('unicom'),
  ...entries('telecom'),
  ...entries('broadnet'),
])

const bare = /^1[\d*]{10}$/

/** The carrier that issued a mainland number; null for others. Masked numbers will do: the prefix is enough. */
export function carrierOfPhone(phone: string): PhoneCarrier | null {
  const digits = bare.test(phone) ? phone : withoutPrefix(phone)
  return byPrefix.get(digits.slice(0, 4)) ?? byPrefix.get(digits.slice(0, 3)) ?? null
}

function withoutPrefix(phone: string): string {
  const digits = phone.replace(/[\s()-]/g, '').replace(/^(?:\+|00)?86(?=1)/, '')
  return bare.test(digits) ? digits : ''
}

function entries(carrier: Carrier): [string, PhoneCarrier][] {
  const own = prefixes[carrier].split(' ').map(prefix => entry(prefix, carrier, false))
  const lent = virtualPrefixes[carrier]?.split(' ').map(prefix => entry(prefix, carrier, true)) ?? []
  return [...own, ...lent]
}

function entry(prefix: string, carrier: Carrier, virtual: boolean): [string, PhoneCarrier] {
  return [prefix, { carrier, virtual, caveat }]
}

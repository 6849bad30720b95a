export const carriers = ['mobile', 'unicom', 'telecom'] as const
/** The three networks of mainland China, named as their operators are: China Mobile, China Unicom, China Telecom. */
export type Carrier = (typeof carriers)[number]

const prefixes: Readonly<Record<Carrier, string>> = {
  mobile: '134 135 136 137 138 139 147 148 150 151 152 157 158 159 172 178 182 183 184 187 188 195 197 198',
  unicom: '130 131 132 140 145 146 155 156 166 167 171 175 176 185 186 196',
  telecom: '133 141 149 153 173 174 177 180 181 189 190 191 193 199',
}

export const carrierPrefixes: Readonly<Record<Carrier, readonly string[]>> = {
  mobile: prefixes.mobile.split(' '),
  unicom: prefixes.unicom.split(' '),
  telecom: prefixes.telecom.split(' '),
}

const byPrefix = new Map(
  carriers.flatMap(carrier => carrierPrefixes[carrier].map(prefix => [prefix, carrier] as const)),
)

/** The network a number was first given by; null for numbers of other countries and unknown prefixes. */
export function carrierOf(phone: string): Carrier | null {
  return /^1\d{10}$/.test(phone) ? (byPrefix.get(phone.slice(0, 3)) ?? null) : null
}

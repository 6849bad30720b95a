import { carrierOfPhone } from '../../protocol/errCodes/carrierOfPhone.ts'

/** The networks that traffic is made for: the fourth has hardly any numbers. */
export const carriers = ['mobile', 'unicom', 'telecom'] as const
export type TrafficCarrier = (typeof carriers)[number]

/** The network a number was first given by; null for numbers of other countries and unknown prefixes. */
export function carrierOf(phone: string): TrafficCarrier | null {
  const found = carrierOfPhone(phone)?.carrier
  return carriers.find(carrier => carrier === found) ?? null
}

/** The three-digit prefixes under which every number is one network's. */
export const carrierPrefixes: Readonly<Record<TrafficCarrier, readonly string[]>> = {
  mobile: prefixesOf('mobile'),
  unicom: prefixesOf('unicom'),
  telecom: prefixesOf('telecom'),
}

function prefixesOf(carrier: TrafficCarrier): string[] {
  const all = Array.from({ length: 70 }, (_, at) => String(130 + at))
  return all.filter(prefix =>
    [...'0123456789'].every(digit => carrierOf(`${prefix}${digit}0000000`) === carrier),
  )
}

import type { Certificate } from '../push/certificate.ts'
import type { RsaPublicKey } from '../push/rsaPublicKey.ts'
import type { Check } from './check.ts'

/** Keys below this many bits are within reach of whoever wants to factor them. */
const strongBits = 2048

export const isStrongKey = ({ bits }: RsaPublicKey): boolean => bits >= strongBits

/** MNS's own certificate ran out in 2016 and is still in use, so age alone fails nothing. */
export function checkCertificateValidity(
  certificate: Certificate | null,
  now: number | null,
): Check<'certificate-validity'> {
  const { from, until } = periodOf(certificate)
  const seen = certificate === null ? null : `${from} to ${until}`
  const check = (outcome: Check['outcome'], message: string) =>
    ({ code: 'certificate-validity', outcome, expected: null, seen, message }) as const
  if (certificate === null) return check('skipped', 'There is no certificate to look at.')
  if (now === null) return check('skipped', 'When it was received is not known.')
  if (now > certificate.notAfter) {
    return check(
      'warn',
      `The certificate ran out on ${until}, as the published one did; MNS goes on using it.`,
    )
  }
  if (now < certificate.notBefore) {
    return check('warn', `The certificate is valid from ${from} only.`)
  }
  return check('pass', `The certificate is valid until ${until}.`)
}

export function checkKeyLength(certificate: Certificate | null): Check<'key-length'> {
  const seen = certificate === null ? null : `${certificate.key.bits} bits`
  const check = (outcome: Check['outcome'], message: string) =>
    ({ code: 'key-length', outcome, expected: `at least ${strongBits} bits`, seen, message }) as const
  if (certificate === null) return check('skipped', 'There is no certificate to look at.')
  return isStrongKey(certificate.key)
    ? check('pass', `A key of ${certificate.key.bits} bits is strong.`)
    : check(
        'warn',
        `A key of ${certificate.key.bits} bits can be factored with effort: who signed is likely, not certain.`,
      )
}

type Period = { readonly from: string; readonly until: string }

/** Every push names the same certificate or two. */
const periods = new WeakMap<Certificate, Period>()

function periodOf(certificate: Certificate | null): Period {
  if (certificate === null) return { from: '', until: '' }
  const known = periods.get(certificate)
  if (known !== undefined) return known
  const period = { from: day(certificate.notBefore), until: day(certificate.notAfter) }
  periods.set(certificate, period)
  return period
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

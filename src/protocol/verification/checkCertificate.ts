import type { Bilingual } from '../bilingual.ts'
import type { Certificate } from '../push/certificate.ts'
import type { RsaPublicKey } from '../push/rsaPublicKey.ts'
import type { Check } from './check.ts'

/** Keys below this many bits are within reach of whoever wants to factor them. */
const strongBits = 2048

export const isStrongKey = ({ bits }: RsaPublicKey): boolean => bits >= strongBits

const noCertificate: Bilingual = { en: 'There is no certificate to look at.', zh: '没有可检查的证书。' }

/** MNS's own certificate ran out in 2016 and is still in use, so age alone fails nothing. */
export function checkCertificateValidity(
  certificate: Certificate | null,
  now: number | null,
): Check<'certificate-validity'> {
  const { from, until } = periodOf(certificate)
  const seen =
    certificate === null
      ? null
      : {
          en: `${from} to ${until}`,
          zh: `${from} 至 ${until}`,
        }
  const check = (outcome: Check['outcome'], message: Bilingual) =>
    ({ code: 'certificate-validity', outcome, expected: null, seen, message }) as const
  if (certificate === null) return check('skipped', noCertificate)
  if (now === null)
    return check('skipped', { en: 'When it was received is not known.', zh: '接收时间未知。' })
  if (now > certificate.notAfter) {
    return check('warn', {
      en: `The certificate ran out on ${until}, as the published one did; MNS goes on using it.`,
      zh: `证书已于 ${until} 过期；官方公布的证书也早已过期，MNS 仍在使用。`,
    })
  }
  if (now < certificate.notBefore) {
    return check('warn', {
      en: `The certificate is valid from ${from} only.`,
      zh: `证书自 ${from} 起才有效。`,
    })
  }
  return check('pass', {
    en: `The certificate is valid until ${until}.`,
    zh: `证书有效期至 ${until}。`,
  })
}

export function checkKeyLength(certificate: Certificate | null): Check<'key-length'> {
  const seen =
    certificate === null ? null : { en: `${certificate.key.bits} bits`, zh: `${certificate.key.bits} 位` }
  const expected = { en: `at least ${strongBits} bits`, zh: `至少 ${strongBits} 位` }
  const check = (outcome: Check['outcome'], message: Bilingual) =>
    ({ code: 'key-length', outcome, expected, seen, message }) as const
  if (certificate === null) return check('skipped', noCertificate)
  return isStrongKey(certificate.key)
    ? check('pass', {
        en: `A key of ${certificate.key.bits} bits is strong.`,
        zh: `${certificate.key.bits} 位密钥强度足够。`,
      })
    : check('warn', {
        en: `A key of ${certificate.key.bits} bits can be factored with effort: who signed is likely, not certain.`,
        zh: `${certificate.key.bits} 位密钥有可能被破解：签名者身份只能算大致可信。`,
      })
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

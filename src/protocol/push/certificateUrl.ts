import type { Bilingual } from '../bilingual.ts'
import { isLoopbackHost } from '../endpoint/isLoopbackHost.ts'
import { regions } from '../endpoint/regions.ts'

/** Every host that Alibaba's documents name for signing certificates. */
export const publishedCertificateHosts: ReadonlySet<string> = new Set([
  'mnstest.oss-cn-hangzhou.aliyuncs.com',
  ...regions
    .filter(({ id, finance }) => id.startsWith('cn-') && !finance)
    .map(({ id }) => `mns-cert.oss-${id}.aliyuncs.com`),
])

/** The one address that is still sent with http; it is fetched by https, which the host also speaks. */
export const knownHttpUrl = 'http://mnstest.oss-cn-hangzhou.aliyuncs.com/x509_public_certificate.pem'

export type CertificateUrlRefusal =
  | 'absent'
  | 'not-base64'
  | 'not-a-url'
  | 'unusual-spelling'
  | 'userinfo'
  | 'scheme'
  | 'foreign-host'
  | 'port'
  | 'path'

export type CertificateUrlFinding =
  | {
      readonly outcome: 'trusted'
      /** Whether Alibaba publishes the host, or the user listed it. */
      readonly by: 'published' | 'listed'
      readonly url: string
      readonly host: string
      /** What to fetch: the same address, by https where the known one says http. */
      readonly fetchUrl: string
      readonly message: Bilingual
    }
  | {
      readonly outcome: 'refused'
      readonly reason: CertificateUrlRefusal
      readonly url: string | null
      readonly host: string | null
      readonly message: Bilingual
    }

/** The address in `x-mns-signing-cert-url`; null where the value is not base64 of visible ASCII. */
export function decodeCertificateUrl(value: string): string | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return null
  const text = Buffer.from(value, 'base64').toString('latin1')
  return /^[\x21-\x7e]+$/.test(text) ? text : null
}

export function encodeCertificateUrl(url: string): string {
  return Buffer.from(url, 'latin1').toString('base64')
}

/**
 * Says whether a certificate may be fetched from where the header points, by the text alone. `trustedHosts` are the user's:
 * `host` or `host:port` over https (over http too on this machine), or a whole origin such as `http://signer.test:8080`.
 */
export function classifyCertificateUrl(
  headerValue: string | null | undefined,
  trustedHosts: readonly string[] = [],
): CertificateUrlFinding {
  if (headerValue === null || headerValue === undefined || headerValue === '') {
    return refuse('absent', null, {
      en: 'The push has no x-mns-signing-cert-url, so it names no key.',
      zh: '该推送没有 x-mns-signing-cert-url，未指明密钥。',
    })
  }
  const text = decodeCertificateUrl(headerValue)
  if (text === null) {
    return refuse('not-base64', null, {
      en: 'x-mns-signing-cert-url should be the base64 of an address, and is not.',
      zh: 'x-mns-signing-cert-url 应为 Base64 编码的地址，实际不是。',
    })
  }
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null)
    return refuse('not-a-url', text, {
      en: `${text} can’t be read as an address.`,
      zh: `${text} 不是有效的地址。`,
    })
  const refuseUrl = (reason: CertificateUrlRefusal, message: Bilingual) =>
    refuse(reason, text, message, url.host)
  if (url.username !== '' || url.password !== '') {
    return refuseUrl('userinfo', {
      en: `What stands before the @ is a user name: the host is ${url.host}.`,
      zh: `@ 之前的部分是用户名：真正的主机是 ${url.host}。`,
    })
  }
  if (url.href !== text) {
    return refuseUrl('unusual-spelling', {
      en: `It is spelled so that readers may disagree about it; it means ${url.href}.`,
      zh: `它的写法可能让不同程序得出不同理解；实际含义是 ${url.href}。`,
    })
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refuseUrl('scheme', {
      en: `https was expected, not ${url.protocol.slice(0, -1)}.`,
      zh: `应为 https，实际是 ${url.protocol.slice(0, -1)}。`,
    })
  }
  if (isListed(url, trustedHosts)) {
    return trust('listed', text, url, text, {
      en: `You listed ${url.host} as a host to trust.`,
      zh: `${url.host} 是你列为可信的主机。`,
    })
  }
  if (!publishedCertificateHosts.has(url.hostname))
    return refuseUrl('foreign-host', describeForeignHost(url.hostname))
  if (url.port !== '')
    return refuseUrl('port', {
      en: `No port was expected on ${url.hostname}, it has ${url.port}.`,
      zh: `${url.hostname} 不应带端口，实际带有 ${url.port}。`,
    })
  if (url.search !== '' || url.hash !== '' || !url.pathname.endsWith('.pem')) {
    return refuseUrl('path', {
      en: `A path to a .pem file and nothing behind it was expected, it has ${url.pathname}${url.search}${url.hash}.`,
      zh: `应为 .pem 文件的路径且其后没有内容，实际为 ${url.pathname}${url.search}${url.hash}。`,
    })
  }
  const known = {
    en: `${url.host} is a host that Alibaba Cloud publishes for signing certificates.`,
    zh: `${url.host} 是阿里云公布的签名证书主机。`,
  }
  if (text === knownHttpUrl) return trust('published', text, url, text.replace('http:', 'https:'), known)
  if (url.protocol === 'http:')
    return refuseUrl('scheme', {
      en: 'https was expected: over http anyone on the way can swap the key.',
      zh: '应为 https：通过 http 传输，途中任何人都能调换密钥。',
    })
  return trust('published', text, url, text, known)
}

function isListed(url: URL, trustedHosts: readonly string[]): boolean {
  return trustedHosts.some(entry => {
    if (entry.includes('://')) return URL.canParse(entry) && new URL(entry).origin === url.origin
    if (entry.toLowerCase() !== url.host) return false
    return url.protocol === 'https:' || isLoopbackHost(url.hostname)
  })
}

function describeForeignHost(host: string): Bilingual {
  const disguise = [...publishedCertificateHosts].find(published => host.includes(published))
  const likeness =
    disguise === undefined
      ? { en: '', zh: '' }
      : { en: ` It only looks like ${disguise}.`, zh: `它只是看起来像 ${disguise}。` }
  return {
    en: `${host} is not a host that MNS publishes: whoever owns it can sign whatever they like.${likeness.en} Most sample handlers would accept it.`,
    zh: `${host} 不是 MNS 公布的主机：谁拥有它，谁就能随意签名。${likeness.zh}多数示例代码会接受它。`,
  }
}

function trust(
  by: 'published' | 'listed',
  text: string,
  url: URL,
  fetchUrl: string,
  message: Bilingual,
): CertificateUrlFinding {
  return { outcome: 'trusted', by, url: text, host: url.host, fetchUrl, message }
}

function refuse(
  reason: CertificateUrlRefusal,
  url: string | null,
  message: Bilingual,
  host: string | null = null,
): CertificateUrlFinding {
  return { outcome: 'refused', reason, url, host, message }
}

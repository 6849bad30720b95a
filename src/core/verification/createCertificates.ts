import { hash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Words } from '../../contract/words.ts'
import type { NamedKey } from '../../protocol/diagnosis/diagnosePush.ts'
import { type Certificate, readCertificate } from '../../protocol/push/certificate.ts'
import { type CertificateUrlFinding, classifyCertificateUrl } from '../../protocol/push/certificateUrl.ts'
import { publishedCertificateAt } from '../../protocol/push/publishedKey.ts'
import type { CertificateFetch } from './fetchCertificate.ts'

export type FoundCertificate = {
  address: CertificateUrlFinding
  /** Null where none may be fetched, or none could be had. */
  certificate: Certificate | null
  source: 'fetched' | 'cache' | 'file' | 'built-in' | null
  /** Why there is none, where one may be fetched. */
  trouble: Words | null
}

export type Certificates = ReturnType<typeof createCertificates>

type Entry = { certificate: Certificate; source: 'fetched' | 'cache'; checkedAt: number }

/** An address that failed is left alone for this long; so is one whose certificate was just looked at anew. */
const pauseMilliseconds = 30_000
/** Addresses fetched within one such pause; pushes that name ever new ones must not make this a tool against a host. */
const mostFetches = 20
const mostJudged = 1000
const mostKept = 200

/**
 * The certificates that pushes name. The address is judged by its text first; only a trusted one is fetched, once, and kept on
 * disk by its address. A flood of pushes makes one request, and a host that fails is not asked again at once.
 */
export function createCertificates(parts: {
  /** Null keeps nothing on disk. */
  directory: string | null
  trustedHosts: () => readonly string[]
  now: () => number
  fetch: (url: string, allowPrivate: boolean) => Promise<CertificateFetch>
  /** Nothing is fetched; what is on disk will do. */
  offline?: boolean
}) {
  const { directory, now, fetch } = parts
  const judged = new Map<string, CertificateUrlFinding>()
  /** The list that those judgements are by. */
  let judgedBy = ''
  const kept = new Map<string, Entry>()
  const failures = new Map<string, { reason: Words; at: number }>()
  const fetches: number[] = []
  const underWay = new Map<string, Promise<Words | null>>()

  const judge = (headerValue: string | undefined): CertificateUrlFinding => {
    const key = headerValue ?? ''
    const trustedHosts = parts.trustedHosts()
    const trusted = trustedHosts.join(' ')
    if (trusted !== judgedBy) judged.clear()
    judgedBy = trusted
    const known = judged.get(key)
    if (known !== undefined) return known
    const finding = classifyCertificateUrl(headerValue, trustedHosts)
    if (judged.size >= mostJudged) judged.clear()
    judged.set(key, finding)
    return finding
  }

  /** Resolves with what went wrong; null where the certificate is there. */
  const bring = (url: string, allowPrivate: boolean): Promise<Words | null> => {
    const running = underWay.get(url)
    if (running !== undefined) return running
    const bringing = fetchAndKeep(url, allowPrivate).finally(() => underWay.delete(url))
    underWay.set(url, bringing)
    return bringing
  }

  const fetchAndKeep = async (url: string, allowPrivate: boolean): Promise<Words | null> => {
    while (now() - (fetches[0] ?? now()) >= pauseMilliseconds) fetches.shift()
    if (fetches.length >= mostFetches) return tooMany
    fetches.push(now())
    const result = await fetch(url, allowPrivate)
    const reason = result.outcome === 'failed' ? result.reason : keep(url, result.bytes)
    if (reason === null) failures.delete(url)
    else {
      if (failures.size >= mostKept) failures.clear()
      failures.set(url, { reason, at: now() })
    }
    return reason
  }

  const keep = (url: string, bytes: Uint8Array): Words | null => {
    const reading = readCertificate(bytes)
    if (reading.outcome === 'unreadable') {
      return {
        en: `${url} holds no usable certificate: ${reading.reason.en}`,
        zh: `${url} 处没有可用的证书：${reading.reason.zh}`,
      }
    }
    if (kept.size >= mostKept) kept.clear()
    kept.set(url, { certificate: reading.certificate, source: 'fetched', checkedAt: now() })
    if (directory !== null) writeCached(directory, url, bytes)
    return null
  }

  const findKept = (url: string): Entry | null => {
    const entry = kept.get(url)
    if (entry !== undefined) return entry
    const bytes = directory === null ? null : readCached(directory, url)
    const reading = bytes === null ? null : readCertificate(bytes)
    if (reading?.outcome !== 'certificate') return null
    const loaded: Entry = { certificate: reading.certificate, source: 'cache', checkedAt: 0 }
    kept.set(url, loaded)
    return loaded
  }

  const found = (address: CertificateUrlFinding, entry: Entry | null, trouble: Words | null) =>
    ({
      address,
      certificate: entry?.certificate ?? null,
      source: entry?.source ?? null,
      trouble,
    }) satisfies FoundCertificate

  return {
    /** What the address in a push's header is worth. */
    judge,

    /** The user's and the simulator's. */
    trustedHosts: parts.trustedHosts,

    /** Addresses whose certificates are in use here. */
    urls: (): string[] => [...kept.keys()],

    namedKeys: (): NamedKey[] =>
      [...kept].map(([url, { certificate }]) => ({
        name: { en: `the key at ${url}`, zh: ` ${url} 处的密钥` },
        key: certificate.key,
      })),

    /** At once where it can be told; a promise only while it has to be fetched. */
    find(headerValue: string | undefined): FoundCertificate | Promise<FoundCertificate> {
      const address = judge(headerValue)
      if (address.outcome === 'refused') return found(address, null, null)
      const { fetchUrl, by } = address
      const entry = findKept(fetchUrl)
      if (entry !== null) return found(address, entry, null)
      const builtIn = parts.offline === true ? publishedCertificateAt(fetchUrl) : null
      if (builtIn !== null) return { address, certificate: builtIn, source: 'built-in', trouble: null }
      if (parts.offline === true) {
        return found(address, null, notHere)
      }
      const failure = failures.get(fetchUrl)
      if (failure !== undefined && now() - failure.at < pauseMilliseconds) {
        return found(address, null, failure.reason)
      }
      return bring(fetchUrl, by === 'listed').then(trouble => found(address, findKept(fetchUrl), trouble))
    },

    /**
     * The certificate may have been replaced at the same address: looks once more, now and then. Null where it is still
     * the same one.
     */
    async findNewer(than: FoundCertificate): Promise<FoundCertificate | null> {
      const { address, certificate } = than
      if (address.outcome === 'refused' || certificate === null || parts.offline === true) return null
      const { fetchUrl, by } = address
      const entry = findKept(fetchUrl)
      if (entry !== null && entry.certificate.fingerprint === certificate.fingerprint) {
        if (now() - entry.checkedAt < pauseMilliseconds) return null
        entry.checkedAt = now()
        await bring(fetchUrl, by === 'listed')
      }
      const newer = findKept(fetchUrl)
      return newer === null || newer.certificate.fingerprint === certificate.fingerprint
        ? null
        : found(address, newer, null)
    },
  }
}

const tooMany: Words = {
  en: 'Too many different certificate addresses came in just now',
  zh: '刚才收到的不同证书地址过多',
}
const notHere: Words = {
  en: 'The certificate is not on this machine, and nothing is fetched offline',
  zh: '本机没有该证书，离线时不会获取',
}

/** The first line is the address it came from, for people and as a check. */
function writeCached(directory: string, url: string, bytes: Uint8Array): void {
  const path = pathOf(directory, url)
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    writeFileSync(`${path}.new`, Buffer.concat([Buffer.from(`${url}\n`), bytes]), { mode: 0o600 })
    renameSync(`${path}.new`, path)
  } catch {
    // The cache saves a fetch; without it everything works as well.
  }
}

function readCached(directory: string, url: string): Uint8Array | null {
  try {
    const bytes = readFileSync(pathOf(directory, url))
    const end = bytes.indexOf(10)
    return bytes.subarray(0, end).toString() === url ? bytes.subarray(end + 1) : null
  } catch {
    return null
  }
}

const pathOf = (directory: string, url: string) =>
  join(directory, `${hash('sha256', url, 'hex')}.certificate`)

import type { Bilingual } from '../bilingual.ts'
import { isLoopbackHost } from './isLoopbackHost.ts'
import { findRegion, type Network } from './regions.ts'

export type Endpoint = {
  /** Scheme, host and port, no path and no slash at the end: what a client takes. */
  readonly url: string
  readonly scheme: 'http' | 'https'
  readonly host: string
  readonly accountId: string | null
  /** As the address names it, also where the table doesn't know it. */
  readonly region: string | null
  readonly network: Network | 'loopback' | 'other'
  /** The queue or topic whose address was pasted. */
  readonly resource: { readonly kind: 'queue' | 'topic'; readonly name: string } | null
}

export type EndpointNoteCode =
  | 'trimmed'
  | 'scheme-added'
  | 'resource-recognised'
  | 'path-dropped'
  | 'inside-only'
  | 'unencrypted'
  | 'unknown-region'
  | 'loopback'
  | 'foreign-host'
  | 'older-protocol'
  | 'sms-owner'

export type EndpointNote = { readonly code: EndpointNoteCode; readonly message: string }

export type EndpointReading =
  | { readonly outcome: 'endpoint'; readonly endpoint: Endpoint; readonly notes: readonly EndpointNote[] }
  | {
      readonly outcome: 'unusable'
      readonly expected: string
      readonly seen: string
      readonly message: Bilingual
    }

const expected = 'https://<AccountId>.mns.<region>.aliyuncs.com'
const surroundings = /^[\s"'<>\u200b-\u200d\u2060\ufeff]+|[\s"'<>\u200b-\u200d\u2060\ufeff]+$/g
const cloudHost = /^(?:([^.]+)\.)?(mns\.|mqs-)([a-z0-9-]+?)(-internal-vpc|-internal)?\.aliyuncs\.com$/
const plainHost = /^(?:\[[0-9a-f:.]+\]|[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?\.?)$/
/** Alibaba's own account that holds everybody's SMS receipt queues. */
const smsOwners = new Set(['1943695596114318', '1493622401794734'])

/** Understands what people paste as an endpoint, and says in words what it made of it. */
export function parseEndpoint(text: string): EndpointReading {
  const notes: EndpointNote[] = []
  const note = (code: EndpointNoteCode, message: string) => notes.push({ code, message })
  const trimmed = text.replaceAll(surroundings, '')
  if (trimmed !== text) note('trimmed', 'White space or quotes around the address were dropped.')
  if (trimmed === '') return unusable(text, { en: 'The address is empty.', zh: '地址为空。' })
  if (/[${}<>]/.test(trimmed)) {
    return unusable(text, {
      en: 'It still holds a placeholder: put the account id or the region there.',
      zh: '其中还有占位符：请替换为账号 ID 或地域。',
    })
  }
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)
  if (!hasScheme && isBareWord(trimmed)) {
    return unusable(text, {
      en: 'A single word is no address: write the scheme before it if a host is called that.',
      zh: '单个词不是地址：如果主机名就是它，请在前面写上协议。',
    })
  }
  const url = parseUrl(hasScheme ? trimmed : `http://${trimmed}`)
  if (url === null) return unusable(text, { en: 'It can’t be read as an address.', zh: '这不是有效的地址。' })
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return unusable(text, {
      en: `MNS speaks http and https, not ${url.protocol.slice(0, -1)}.`,
      zh: `MNS 只支持 http 和 https，不支持 ${url.protocol.slice(0, -1)}。`,
    })
  }
  if (url.username !== '' || url.password !== '') {
    return unusable(text, {
      en: 'It holds a user name or password: keys belong in the account, not in its address.',
      zh: '其中含有用户名或密码：密钥应填在账号中，而不是地址里。',
    })
  }
  if (!plainHost.test(url.hostname)) {
    return unusable(text, {
      en: `${url.hostname} is no host name: letters, digits, dots and hyphens are expected.`,
      zh: `${url.hostname} 不是主机名：只能包含字母、数字、点和连字符。`,
    })
  }
  const cloud = cloudHost.exec(url.hostname)
  const place = cloud === null ? describeOtherHost(url.hostname) : describeCloudHost(cloud)
  if (place.problem !== null) return unusable(text, place.problem)
  const scheme = hasScheme ? schemeOf(url) : place.network === 'public' ? 'https' : 'http'
  if (!hasScheme) note('scheme-added', `No scheme was given: ${scheme} is used.`)
  const resource = readResource(url.pathname)
  if (resource !== null) {
    note(
      'resource-recognised',
      `This is the address of the ${resource.kind} ${resource.name}; the account’s is taken from it.`,
    )
  } else if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    note('path-dropped', `An endpoint has no path: ${url.pathname}${url.search}${url.hash} was dropped.`)
  }
  notes.push(...place.notes)
  if (place.network === 'public' && scheme === 'http') {
    note('unencrypted', 'Requests travel unencrypted: this address also takes https.')
  }
  const { accountId, region, network } = place
  const endpoint = {
    url: `${scheme}://${url.host}`,
    scheme,
    host: url.host,
    accountId,
    region,
    network,
    resource,
  }
  return { outcome: 'endpoint', endpoint: endpoint satisfies Endpoint, notes }
}

type Place = Pick<Endpoint, 'accountId' | 'region' | 'network'> & {
  readonly notes: readonly EndpointNote[]
  readonly problem: Bilingual | null
}

function describeCloudHost([, account, service, region = '', suffix]: RegExpExecArray): Place {
  const network = suffix === undefined ? 'public' : suffix === '-internal' ? 'internal' : 'vpc'
  const notes: EndpointNote[] = []
  const known = findRegion(region)
  if (known === null) {
    notes.push({
      code: 'unknown-region',
      message: `The region ${region} is not in the table: check its spelling.`,
    })
  }
  if (network !== 'public') {
    const from = network === 'vpc' ? 'a VPC' : 'the classic network'
    notes.push({ code: 'inside-only', message: `This address answers inside ${from} of ${region} only.` })
  }
  if (service === 'mqs-') {
    notes.push({
      code: 'older-protocol',
      message: 'This is an address of MQS, the older protocol of 2014-07-08.',
    })
  }
  if (account !== undefined && smsOwners.has(account)) {
    const message =
      'This account holds everybody’s SMS receipt queues: it takes temporary tokens, not your own keys.'
    notes.push({ code: 'sms-owner', message })
  }
  const place = { accountId: account ?? null, region, network, notes, problem: null } as const
  if (account === undefined) {
    return {
      ...place,
      problem: {
        en: 'The account id is missing: it stands before the first dot.',
        zh: '缺少账号 ID：它应在第一个点之前。',
      },
    }
  }
  if (!/^\d{5,32}$/.test(account)) {
    return {
      ...place,
      problem: {
        en: `An account id is a number, ${account} is none.`,
        zh: `账号 ID 应为数字，${account} 不是。`,
      },
    }
  }
  if (known?.finance === true && network === 'public') {
    return {
      ...place,
      problem: {
        en: `${known.english} has no public address: use the one with -internal.`,
        zh: `${known.chinese} 没有公网地址：请使用带 -internal 的地址。`,
      },
    }
  }
  return place
}

function describeOtherHost(host: string): Place {
  const place = { accountId: null, region: null, problem: null }
  if (isLoopbackHost(host)) {
    const message = 'An address on this machine: a simulator, or a tunnel to something else.'
    return { ...place, network: 'loopback', notes: [{ code: 'loopback', message }] }
  }
  if (/(^|\.)aliyuncs\.com$/.test(host)) {
    return {
      ...place,
      network: 'other',
      notes: [],
      problem: {
        en: `${host} belongs to another service than MNS.`,
        zh: `${host} 属于 MNS 以外的服务。`,
      },
    }
  }
  const message = `${host} is not an Alibaba Cloud address: requests are signed and sent to it all the same.`
  return { ...place, network: 'other', notes: [{ code: 'foreign-host', message }] }
}

function readResource(path: string): Endpoint['resource'] {
  const match = /^\/(queues|topics)\/([^/]+)/.exec(path)
  if (match === null) return null
  return { kind: match[1] === 'queues' ? 'queue' : 'topic', name: match[2] ?? '' }
}

/** Neither a dot nor a port: sooner a slip than the name of a host. */
function isBareWord(text: string): boolean {
  const [host = ''] = text.split(/[/\\?#]/)
  return !/[.:]/.test(host) && !isLoopbackHost(host.toLowerCase())
}

function schemeOf(url: URL): 'http' | 'https' {
  return url.protocol === 'https:' ? 'https' : 'http'
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

function unusable(seen: string, message: Bilingual): EndpointReading {
  const withoutSecrets = seen.replace(/\/\/[^/@]*@/, '//…@')
  return { outcome: 'unusable', expected, seen: withoutSecrets, message }
}

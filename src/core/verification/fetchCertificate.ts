import type { LookupAddress } from 'node:dns'
import { lookup as resolve } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { asIs, type Words } from '../../contract/words.ts'
import { describeNetworkError } from '../mns/networkError.ts'
import type { OpenConnections } from '../outbound/createOutbound.ts'
import { isPrivateAddress } from './isPrivateAddress.ts'

export type CertificateFetch =
  | { outcome: 'fetched'; bytes: Uint8Array }
  | { outcome: 'failed'; reason: Words }

export type Resolver = (host: string) => Promise<LookupAddress[]>

const largestBytes = 64 * 1024
/** A push waits for this, and its sender for five seconds in all. */
const patienceMilliseconds = 3000

/**
 * One GET of an address that was judged before. No redirect is followed: it would lead to an address that nobody judged.
 * A host of the published list must not resolve into a private network; one that the user listed may.
 */
export async function fetchCertificate(
  url: string,
  allowPrivate: boolean,
  open: OpenConnections,
  resolver: Resolver = host => resolve(host, { all: true }),
): Promise<CertificateFetch> {
  const agent = open('certificate', {
    connect: { timeout: patienceMilliseconds, lookup: guardedLookup(resolver, allowPrivate) },
    pipelining: 0,
  })
  try {
    const { origin, pathname, search } = new URL(url)
    const response = await agent.request({
      origin,
      path: `${pathname}${search}`,
      method: 'GET',
      headers: { accept: '*/*' },
      signal: AbortSignal.timeout(patienceMilliseconds),
    })
    if (response.statusCode !== 200) {
      const redirects = response.statusCode >= 300 && response.statusCode < 400
      return failed(
        redirects
          ? {
              en: `${url} redirects (${response.statusCode}); certificates are taken from the very address only`,
              zh: `${url} 返回重定向（${response.statusCode}）；证书只从原地址获取`,
            }
          : {
              en: `${url} answered with status ${response.statusCode}, 200 was expected`,
              zh: `${url} 返回状态 ${response.statusCode}，应为 200`,
            },
      )
    }
    return await readBounded(response.body, url)
  } catch (error) {
    const why = describe(error)
    return failed({ en: `${url} can't be fetched: ${why.en}`, zh: `无法获取 ${url}：${why.zh}` })
  } finally {
    await agent.destroy()
  }
}

async function readBounded(body: AsyncIterable<Uint8Array>, url: string): Promise<CertificateFetch> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > largestBytes) {
      return failed({
        en: `${url} holds more than ${largestBytes} bytes`,
        zh: `${url} 的内容超过 ${largestBytes} 字节`,
      })
    }
    chunks.push(chunk)
  }
  return { outcome: 'fetched', bytes: Buffer.concat(chunks) }
}

/** The connection goes to the addresses that were looked at, so a second answer of the resolver changes nothing. */
function guardedLookup(resolver: Resolver, allowPrivate: boolean): LookupFunction {
  return (host, options, callback) => {
    resolver(host).then(
      addresses => {
        const forbidden = addresses.find(({ address }) => !allowPrivate && isPrivateAddress(address))
        const [first] = addresses
        if (first === undefined)
          callback(new LookupError({ en: `${host} has no address`, zh: `${host} 没有地址` }), '', 4)
        else if (forbidden !== undefined) {
          const { address } = forbidden
          const said = {
            en: `${host} resolves to the private address ${address}`,
            zh: `${host} 解析到内网地址 ${address}`,
          }
          callback(new LookupError(said), '', 4)
        } else if (options.all === true) callback(null, addresses)
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 4),
    )
  }
}

function failed(reason: Words): CertificateFetch {
  return { outcome: 'failed', reason }
}

class LookupError extends Error {
  readonly said: Words

  constructor(said: Words) {
    super(said.en)
    this.said = said
  }
}

function describe(error: unknown): Words {
  if (error instanceof LookupError) return error.said
  if (error instanceof Error && error.name === 'TimeoutError') {
    const seconds = patienceMilliseconds / 1000
    return { en: `no answer within ${seconds} s`, zh: `${seconds} 秒内没有应答` }
  }
  const { code, message } = describeNetworkError(error)
  return message.en === '' ? asIs(code) : message
}

import type { LookupAddress } from 'node:dns'
import { lookup as resolve } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import type { OpenConnections } from '../outbound/createOutbound.ts'
import { isPrivateAddress } from './isPrivateAddress.ts'

export type CertificateFetch =
  | { outcome: 'fetched'; bytes: Uint8Array }
  | { outcome: 'failed'; reason: string }

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
          ? `${url} redirects (${response.statusCode}); certificates are taken from the very address only`
          : `${url} answered with status ${response.statusCode}, 200 was expected`,
      )
    }
    return await readBounded(response.body, url)
  } catch (error) {
    return failed(`${url} can't be fetched: ${describe(error)}`)
  } finally {
    await agent.destroy()
  }
}

async function readBounded(body: AsyncIterable<Uint8Array>, url: string): Promise<CertificateFetch> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > largestBytes) return failed(`${url} holds more than ${largestBytes} bytes`)
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
        if (first === undefined) callback(new Error(`${host} has no address`), '', 4)
        else if (forbidden !== undefined) {
          callback(new Error(`${host} resolves to the private address ${forbidden.address}`), '', 4)
        } else if (options.all === true) callback(null, addresses)
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 4),
    )
  }
}

function failed(reason: string): CertificateFetch {
  return { outcome: 'failed', reason }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer within ${patienceMilliseconds / 1000} s`
  return error.message === '' ? error.name : error.message
}

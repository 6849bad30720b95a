/** What of a request decides whether it is looked at at all. */
export type RequestHead = {
  method: string
  /** As received: the raw request target. */
  target: string
  /** Alternating names and values as received, so that a header sent twice is seen. */
  rawHeaders: readonly string[]
}

export type Judgement =
  | { kind: 'pass'; path: string; query: URLSearchParams; host: string }
  | { kind: 'refuse'; status: 400 | 403; reason: string }

/**
 * The first thing done with every request and upgrade. The path is decoded once, here, and only the decoded one goes on;
 * what could mean two things to two readers is refused. The Host must be an address of ours (a name that merely resolves
 * to this machine is not), and a browser must not be acting for another page.
 */
export function judgeRequest(
  { method, target, rawHeaders }: RequestHead,
  allowedHosts: Set<string>,
): Judgement {
  const headers = readHeaders(rawHeaders)
  const place = readTarget(target)
  if (place === null) return refuse(400, 'The request target is not a plain absolute path.')

  const hosts = headers.get('host') ?? []
  const [host = ''] = hosts
  const name = readHostName(host)
  if (hosts.length !== 1 || name === null) return refuse(400, 'One plain Host header is expected.')
  if (!allowedHosts.has(name)) {
    return refuse(403, `The Host ${JSON.stringify(name)} is not one this instance answers to.`)
  }

  const origins = headers.get('origin') ?? []
  if (origins.length > 1) return refuse(400, 'At most one Origin header is expected.')
  if (origins.some(origin => !isSameOrigin(origin, host))) {
    return refuse(403, 'Requests from pages of another origin are not answered.')
  }
  const [site = 'none'] = headers.get('sec-fetch-site') ?? []
  const isNavigation =
    method === 'GET' && place.path === '/' && headers.get('sec-fetch-mode')?.[0] === 'navigate'
  if (site !== 'none' && site !== 'same-origin' && !isNavigation) {
    return refuse(403, 'Requests on behalf of another site are not answered.')
  }
  return { kind: 'pass', host, ...place }
}

function refuse(status: 400 | 403, reason: string): Judgement {
  return { kind: 'refuse', status, reason }
}

function readTarget(target: string): { path: string; query: URLSearchParams } | null {
  const [encoded = '', ...rest] = target.split('?')
  const path = decode(encoded)
  if (path === null || !path.startsWith('/')) return null
  const hasOddCharacter = /[\p{Cc}\\#]/u.test(path)
  const hasOddSegment = path.slice(1).split('/').some(isOddSegment)
  if (hasOddCharacter || (hasOddSegment && path !== '/')) return null
  return { path, query: new URLSearchParams(rest.join('?')) }
}

const isOddSegment = (segment: string) => segment === '' || segment === '.' || segment === '..'

function decode(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return null
  }
}

/** The name in a Host header, lower-case, without its port; null for anything unusual. */
function readHostName(host: string): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)(?::\d{1,5})?$/i.exec(host)
  return match?.[1]?.toLowerCase() ?? null
}

function isSameOrigin(origin: string, host: string): boolean {
  const expected = host.toLowerCase()
  return origin === `http://${expected}` || origin === `https://${expected}`
}

function readHeaders(rawHeaders: readonly string[]): Map<string, string[]> {
  const headers = new Map<string, string[]>()
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? ''
    headers.set(name, [...(headers.get(name) ?? []), rawHeaders[index + 1] ?? ''])
  }
  return headers
}

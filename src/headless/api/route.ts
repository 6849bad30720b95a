import type * as z from 'zod'
import type { HostRequest, Reply } from '../http/reply.ts'

/** One operation of the HTTP API. A `{name}` in the path stands for one segment. */
export type Route = {
  method: 'GET' | 'POST'
  path: string
  /** One sentence for the API's document. */
  about: string
  /** All that the query string may hold; anything else is refused. */
  parameters: readonly Parameter[]
  /** What its body may be; without it, a body is not read. */
  body?: { contentTypes: readonly string[]; about: string; schema?: z.ZodType; optional?: boolean }
  /** What a success is, for the API's document and the tests of it. */
  success: { contentType: string; schema: z.ZodType }
  answer(request: HostRequest, segments: Record<string, string>): Promise<Reply>
}

export type Parameter = { name: string; about: string; schema: Record<string, unknown> }

export type RouteMatch =
  | { kind: 'found'; route: Route; segments: Record<string, string> }
  | { kind: 'other-method'; allowed: string[] }
  | { kind: 'none' }

export function findRoute(routes: readonly Route[], method: string, path: string): RouteMatch {
  const here = routes.flatMap(route => {
    const segments = matchPath(route.path, path)
    return segments === null ? [] : [{ route, segments }]
  })
  const asked = method === 'HEAD' ? 'GET' : method
  const match = here.find(({ route }) => route.method === asked)
  if (match !== undefined) return { kind: 'found', ...match }
  return here.length > 0
    ? { kind: 'other-method', allowed: here.map(({ route }) => route.method) }
    : { kind: 'none' }
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const expected = pattern.split('/')
  const seen = path.split('/')
  if (expected.length !== seen.length) return null
  const segments: [string, string][] = []
  for (const [index, part] of expected.entries()) {
    const segment = seen[index] ?? ''
    if (part.startsWith('{')) segments.push([part.slice(1, -1), segment])
    else if (part !== segment) return null
  }
  return Object.fromEntries(segments)
}

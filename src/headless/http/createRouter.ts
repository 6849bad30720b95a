import type { Gate } from './createGate.ts'
import { notLetInPage } from './notLetInPage.ts'
import { type HostRequest, jsonReply, type Reply, textReply } from './reply.ts'

export type RouterParts = {
  gate: Gate
  assets: Map<string, Reply>
  api: (request: HostRequest) => Promise<Reply>
}

/** Where a request goes, once it was judged; everything but `/healthz` is for those let in. */
export function createRouter({ gate, assets, api }: RouterParts) {
  return async (request: HostRequest): Promise<Reply> => {
    const { path, query, headers } = request
    const isForPrograms = path === '/api' || path.startsWith('/api/') || path === '/metrics'
    if (isForPrograms) return gate.hasBearer(headers) ? api(request) : noBearer
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return { ...textReply(405, 'Only GET is answered here.'), headers: { allow: 'GET, HEAD' } }
    }
    if (path === '/healthz') return jsonReply(200, { status: 'ok' })
    if (path === '/' && query.has('token')) return letIn(gate, query.get('token'))
    if (!gate.hasCookie(headers)) return notLetIn(path)
    if (path === '/session') return { status: 204 }
    return assets.get(path === '/' ? '/index.html' : path) ?? textReply(404, 'There is nothing here.')
  }
}

/** The token is exchanged for a cookie and leaves the address, so that neither history nor a screenshot shows it. */
function letIn(gate: Gate, token: string | null): Reply {
  if (!gate.isToken(token) && !gate.redeem(token)) return notLetInPage
  return { status: 303, headers: { location: '/', 'set-cookie': gate.cookie, 'cache-control': 'no-store' } }
}

function notLetIn(path: string): Reply {
  return path === '/' || path === '/index.html' ? notLetInPage : textReply(401, 'This browser is not let in.')
}

const noBearer: Reply = {
  ...jsonReply(401, {
    code: 'refused',
    message: 'The API is for those who have the token.',
    hint: 'Send it as "Authorization: Bearer <token>"; the ready line of receiptscope serve names it.',
  }),
}
noBearer.headers = { ...noBearer.headers, 'www-authenticate': 'Bearer' }

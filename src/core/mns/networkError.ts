import type { Words } from '../../contract/words.ts'

/** Node wraps what really happened; the innermost code is the one people can look up. */
export function describeNetworkError(error: unknown): { code: string; message: Words } {
  if (!(error instanceof Error)) return { code: 'unknown', message: say('unknown', String(error)) }
  const cause = error.cause instanceof Error ? error.cause : error
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause
  const innermost = first instanceof Error ? first : cause
  const code = 'code' in innermost ? String(innermost.code) : innermost.name
  return { code, message: say(code, innermost.message) }
}

/** What the code means, with the address where one is named; what Node says of a code that is not known here. */
function say(code: string, message: string): Words {
  const meaning = meanings[code]
  if (meaning === undefined) return { en: message, zh: message }
  const address = /\b(?:[\w.-]+\.[\w.-]+|localhost|::1):\d{1,5}\b/.exec(message)?.[0]
  if (address === undefined) return meaning
  return { en: `${meaning.en} (${address})`, zh: `${meaning.zh}（${address}）` }
}

const timedOut: Words = { en: 'no answer came in time', zh: '在规定时间内没有应答' }
const meanings: Readonly<Record<string, Words>> = {
  ECONNREFUSED: {
    en: 'the connection was refused: nothing listens on that port',
    zh: '连接被拒绝，该端口没有程序在监听',
  },
  ECONNRESET: { en: 'the other side reset the connection', zh: '连接被对方重置' },
  ECONNABORTED: { en: 'the connection was aborted', zh: '连接被中止' },
  EPIPE: { en: 'the other side had closed the connection', zh: '连接已被对方关闭' },
  ENOTFOUND: { en: 'the name can’t be resolved', zh: '域名无法解析' },
  EAI_AGAIN: { en: 'the name can’t be resolved at the moment', zh: '域名解析暂时失败' },
  EHOSTUNREACH: { en: 'the host can’t be reached', zh: '无法到达该主机' },
  ENETUNREACH: { en: 'the network can’t be reached', zh: '网络不可达' },
  EADDRNOTAVAIL: { en: 'the address is not available', zh: '该地址不可用' },
  EACCES: { en: 'not permitted', zh: '没有权限' },
  ETIMEDOUT: { en: 'the connection took too long', zh: '连接超时' },
  TimeoutError: timedOut,
  UND_ERR_CONNECT_TIMEOUT: { en: 'the connection took too long', zh: '连接超时' },
  UND_ERR_HEADERS_TIMEOUT: timedOut,
  UND_ERR_BODY_TIMEOUT: { en: 'the answer did not end in time', zh: '应答未能在规定时间内收完' },
  UND_ERR_SOCKET: { en: 'the other side closed the connection midway', zh: '对方中途关闭了连接' },
  UND_ERR_INFO: { en: 'the connection broke off', zh: '连接意外中断' },
  UND_ERR_DESTROYED: { en: 'the connection is closed', zh: '连接已关闭' },
  HPE_INVALID_CONSTANT: { en: 'what was answered is not HTTP', zh: '对方的应答不是 HTTP' },
  EPROTO: {
    en: 'the TLS handshake failed; the other side may speak http only',
    zh: 'TLS 握手失败，对方可能只支持 http',
  },
  ERR_SSL_WRONG_VERSION_NUMBER: {
    en: 'the TLS handshake failed; the other side may speak http only',
    zh: 'TLS 握手失败，对方可能只支持 http',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: { en: 'the certificate is for another host', zh: '证书与主机名不符' },
  CERT_HAS_EXPIRED: { en: 'the certificate has expired', zh: '证书已过期' },
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    en: 'the certificate is self-signed and not trusted',
    zh: '证书为自签名，不受信任',
  },
  SELF_SIGNED_CERT_IN_CHAIN: {
    en: 'a self-signed certificate in the chain is not trusted',
    zh: '证书链中有自签名证书，不受信任',
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    en: 'the chain of certificates can’t be verified',
    zh: '无法验证证书链',
  },
}

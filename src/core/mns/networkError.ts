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

/** What Node says is English; in Chinese the code is explained, with the address where one is named. */
function say(code: string, message: string): Words {
  const meaning = meanings[code]
  if (meaning === undefined) return { en: message, zh: message }
  const address = /\b(?:[\w.-]+\.[\w.-]+|localhost|::1):\d{1,5}\b/.exec(message)?.[0]
  return { en: message, zh: address === undefined ? meaning : `${meaning}（${address}）` }
}

const timedOut = '在规定时间内没有应答'
const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: '连接被拒绝，该端口没有程序在监听',
  ECONNRESET: '连接被对方重置',
  ECONNABORTED: '连接被中止',
  EPIPE: '连接已被对方关闭',
  ENOTFOUND: '域名无法解析',
  EAI_AGAIN: '域名解析暂时失败',
  EHOSTUNREACH: '无法到达该主机',
  ENETUNREACH: '网络不可达',
  EADDRNOTAVAIL: '该地址不可用',
  EACCES: '没有权限',
  ETIMEDOUT: '连接超时',
  TimeoutError: timedOut,
  UND_ERR_CONNECT_TIMEOUT: '连接超时',
  UND_ERR_HEADERS_TIMEOUT: timedOut,
  UND_ERR_BODY_TIMEOUT: '应答未能在规定时间内收完',
  UND_ERR_SOCKET: '对方中途关闭了连接',
  UND_ERR_INFO: '连接意外中断',
  UND_ERR_DESTROYED: '连接已关闭',
  HPE_INVALID_CONSTANT: '对方的应答不是 HTTP',
  EPROTO: 'TLS 握手失败，对方可能只支持 http',
  ERR_SSL_WRONG_VERSION_NUMBER: 'TLS 握手失败，对方可能只支持 http',
  ERR_TLS_CERT_ALTNAME_INVALID: '证书与主机名不符',
  CERT_HAS_EXPIRED: '证书已过期',
  DEPTH_ZERO_SELF_SIGNED_CERT: '证书为自签名，不受信任',
  SELF_SIGNED_CERT_IN_CHAIN: '证书链中有自签名证书，不受信任',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: '无法验证证书链',
}

import { createHash, timingSafeEqual } from 'node:crypto'

export type Gate = {
  isToken(candidate: string | null): boolean
  /** For programs: `Authorization: Bearer <token>`. */
  hasBearer(headers: GateHeaders): boolean
  /** For the window: the cookie that a right token was exchanged for. */
  hasCookie(headers: GateHeaders): boolean
  /** The Set-Cookie value that lets a browser in. */
  cookie: string
}

type GateHeaders = { authorization?: string | undefined; cookie?: string | undefined }

/**
 * Who is let in. Cookies are shared by all ports of a host name, hence the port in the cookie's name: two instances do not
 * log each other out.
 */
export function createGate(token: string, port: number): Gate {
  const name = `receiptscope_${port}`
  const isToken = (candidate: string | null) => candidate !== null && isEqual(candidate, token)
  return {
    isToken,
    hasBearer: ({ authorization = '' }) => isToken(/^bearer +(\S+) *$/i.exec(authorization)?.[1] ?? null),
    hasCookie: ({ cookie = '' }) =>
      cookie.split(';').some(pair => {
        const [key = '', value = ''] = pair.trim().split('=')
        return key === name && isToken(value)
      }),
    cookie: `${name}=${token}; Path=/; HttpOnly; SameSite=Strict`,
  }
}

/** Takes the same time for every candidate, of whatever length. */
function isEqual(candidate: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(candidate), digest(token))
}

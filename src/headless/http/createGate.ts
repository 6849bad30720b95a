import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export type Gate = {
  isToken(candidate: string | null): boolean
  /** For programs: `Authorization: Bearer <token>`. */
  hasBearer(headers: GateHeaders): boolean
  /** For the window: the cookie that a right token was exchanged for. */
  hasCookie(headers: GateHeaders): boolean
  /** The Set-Cookie value that lets a browser in. */
  cookie: string
  /** For an address that others on this machine may see: opens once, within a minute. */
  issueTicket(): string
  redeem(ticket: string | null): boolean
}

type GateHeaders = { authorization?: string | undefined; cookie?: string | undefined }

const ticketLife = 60_000

/**
 * Who is let in. Cookies are shared by all ports of a host name, hence the port in the cookie's name: two instances do not
 * log each other out.
 */
export function createGate(token: string, port: number, now: () => number = Date.now): Gate {
  const name = `receiptscope_${port}`
  const isToken = (candidate: string | null) => candidate !== null && isEqual(candidate, token)
  const tickets = new Map<string, number>()
  return {
    isToken,
    issueTicket() {
      const ticket = randomBytes(32).toString('base64url')
      tickets.set(ticket, now() + ticketLife)
      return ticket
    },
    redeem(ticket) {
      const until = tickets.get(ticket ?? '') ?? 0
      tickets.delete(ticket ?? '')
      return now() < until
    },
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

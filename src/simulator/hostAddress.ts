import type { Call } from './http/operation.ts'

const plainHost = /^[A-Za-z0-9.-]+(:\d{1,5})?$|^\[[0-9A-Fa-f:.]+\](:\d{1,5})?$/

/**
 * The address a client used: clients that come through a proxy setting name the real service's host, and must
 * find it again in the addresses they are given.
 */
export function hostAddress(call: Call, endpoint: string): string {
  const host = call.header('host')
  return host !== undefined && plainHost.test(host) ? `http://${host}` : endpoint
}

import type { Call } from '../http/operation.ts'

/**
 * Why a call may not drive the simulator, or null. A web page that the user visits can reach loopback too: it gives
 * itself away by its Origin, or, where a name was bent to point here, by the Host it thinks it talks to.
 */
export function foreignCaller(call: Call): string | null {
  if (!isLoopbackAddress(call.peer)) return 'the control API is for programs on this machine alone'
  if (!call.target.startsWith('/')) return 'the control API is not reached through a proxy'
  const host = call.header('host')
  if (host === undefined || !isLoopbackHost(host)) {
    return `the control API is reached as 127.0.0.1 or localhost, not as "${host ?? ''}"`
  }
  const origin = call.header('origin')
  if (origin !== undefined && origin !== `http://${host}`) return 'the control API is not for web pages'
  const site = call.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return 'the control API is not for web pages'
  return null
}

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(address)
}

function isLoopbackHost(host: string): boolean {
  return /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?::\d+)?$/i.test(host)
}

import { hostname, networkInterfaces } from 'node:os'

const loopback = ['localhost', '127.0.0.1', '[::1]']
const wildcards = new Set(['0.0.0.0', '::', '[::]'])

/** The names a request may call this instance by: loopback always, and what it was told to listen on. */
export function allowedHosts(boundTo: string): Set<string> {
  if (wildcards.has(boundTo)) return new Set([...loopback, hostname().toLowerCase(), ...ownAddresses()])
  return new Set([...loopback, bracketed(boundTo.toLowerCase())])
}

/** Whether an address is reached from this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** An IPv6 address as it stands in a URL. */
export function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap(addresses =>
    (addresses ?? []).map(({ address }) => bracketed(address.split('%')[0] ?? address)),
  )
}

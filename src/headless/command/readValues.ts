import { type Given, UsageError } from './command.ts'

/** A port number; null where the option is not given. */
export function readPort(given: Given, option: string): number | null {
  const text = given.text(option)
  if (text === null) return null
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new UsageError(
    `--${option} expects a port from 0 to 65535 (0: any free one), not ${JSON.stringify(text)}`,
  )
}

/** A host name or address to listen on, without brackets. */
export function readHost(given: Given, option: string): string {
  const text = given.text(option) ?? ''
  const host = text.replace(/^\[(.*)\]$/, '$1')
  if (/^[\w.:-]+$/.test(host)) return host
  throw new UsageError(`--${option} expects a host name or an address, not ${JSON.stringify(text)}`)
}

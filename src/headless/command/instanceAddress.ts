import type { Io } from '../io.ts'
import { type Given, type Option, UsageError } from './command.ts'

export const urlOption: Option = {
  value: 'URL',
  about:
    'A running instance: the "url" of its ready line, or its plain address with the token in RECEIPTSCOPE_TOKEN.',
}

export type InstanceAddress = {
  /** Host and port. */
  host: string
  token: string
}

/** The running instance that `--url` names. */
export function readInstanceAddress(given: Given, { environment }: Pick<Io, 'environment'>): InstanceAddress {
  const text = given.text('url')
  const url = text === null ? null : URL.parse(text)
  if (url === null || url.protocol !== 'http:') {
    throw new UsageError(
      '--url expects the address of a running instance, such as http://127.0.0.1:8765/?token=…',
    )
  }
  const token = url.searchParams.get('token') ?? environment.RECEIPTSCOPE_TOKEN
  if (token) return { host: url.host, token }
  throw new UsageError(
    '--url expects the token too: as ?token=… in it, or in the environment as RECEIPTSCOPE_TOKEN',
  )
}

/** What goes wrong before an instance has answered, in words. */
export const nobodyAnswers = (host: string) => `no ReceiptScope answers at ${host}; is it running?`

export function refusal(status: number): string {
  if (status === 401) return 'the token is not the one of this instance'
  return `it was refused with the HTTP status ${status}`
}

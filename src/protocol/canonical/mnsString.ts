import { originForm } from './originForm.ts'
import type { SignedHeaders } from './signedHeaders.ts'
import type { SignedLine } from './signedLine.ts'

type Signable = { readonly method: string; readonly target: string }

/**
 * The string that MNS requests (HMAC) and MNS pushes (RSA) have in common: method, Content-MD5, Content-Type and date,
 * a line each even where empty, then every extension header, then path and query exactly as sent.
 */
export function mnsStringToSign(request: Signable, headers: SignedHeaders, date: string | null): string {
  let text = `${request.method}\n${headers.contentMd5 ?? ''}\n${headers.contentType ?? ''}\n${date ?? ''}\n`
  for (const [name, value] of headers.extensions) text += `${name}:${value}\n`
  return text + originForm(request.target)
}

/** The same string line by line. `dateName` says which header `date` was taken from. */
export function mnsSignedLines(
  request: Signable,
  headers: SignedHeaders,
  date: string | null,
  dateName: string,
): SignedLine[] {
  return [
    { text: request.method, source: { kind: 'method' } },
    headerLine('content-md5', headers.contentMd5),
    headerLine('content-type', headers.contentType),
    headerLine(dateName, date),
    ...headers.extensions.map(
      ([name, value]): SignedLine => ({ text: `${name}:${value}`, source: { kind: 'header', name } }),
    ),
    { text: originForm(request.target), source: { kind: 'target' } },
  ]
}

function headerLine(name: string, value: string | null): SignedLine {
  return value === null
    ? { text: '', source: { kind: 'absent-header', name } }
    : { text: value, source: { kind: 'header', name } }
}

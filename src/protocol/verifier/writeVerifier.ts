import { originForm } from '../canonical/originForm.ts'
import { wireBytes } from '../canonical/wireEncoding.ts'
import { isLoopbackHost } from '../endpoint/isLoopbackHost.ts'
import type { HttpRequest } from '../httpRequest.ts'
import { knownHttpUrl, publishedCertificateHosts } from '../push/certificateUrl.ts'
import { writeGoVerifier } from './goVerifier.ts'
import { writeJavaVerifier } from './javaVerifier.ts'
import { writeNodeVerifier } from './nodeVerifier.ts'
import { writePhpVerifier } from './phpVerifier.ts'
import { writePythonVerifier } from './pythonVerifier.ts'
import type { VerifierLanguage, VerifierParts } from './verifierParts.ts'

export type Verifier = {
  readonly fileName: string
  /** How its self test is run. */
  readonly run: string
  readonly source: string
}

const signedHeaders = new Set(['authorization', 'content-md5', 'content-type', 'date'])

/**
 * A program that checks pushes, for a developer to paste into their handler, with this one as its self test. `trustedHosts` are the
 * user's, as for `classifyCertificateUrl`.
 */
export function writeVerifier(
  language: VerifierLanguage,
  request: HttpRequest,
  trustedHosts: readonly string[],
): Verifier {
  const parts: VerifierParts = {
    origins: [
      ...[...publishedCertificateHosts].map(host => `https://${host}`),
      ...trustedHosts.flatMap(originsOf),
    ],
    knownHttpUrl,
    method: request.method,
    target: oneByteEach(originForm(request.target)),
    headers: headersOf(request),
    body: Buffer.from(request.body).toString('base64'),
  }
  switch (language) {
    case 'node':
      return { fileName: 'verifyPush.mjs', run: 'node verifyPush.mjs', source: writeNodeVerifier(parts) }
    case 'java':
      return { fileName: 'VerifyPush.java', run: 'java VerifyPush.java', source: writeJavaVerifier(parts) }
    case 'python':
      return {
        fileName: 'verify_push.py',
        run: 'python3 verify_push.py',
        source: writePythonVerifier(parts),
      }
    case 'go':
      return { fileName: 'verify_push.go', run: 'go run verify_push.go', source: writeGoVerifier(parts) }
    case 'php':
      return { fileName: 'verify_push.php', run: 'php verify_push.php', source: writePhpVerifier(parts) }
    default:
      return language satisfies never
  }
}

function originsOf(entry: string): string[] {
  if (entry.includes('://')) return URL.canParse(entry) ? [new URL(entry).origin] : []
  if (!URL.canParse(`https://${entry}`)) return []
  const { host, hostname } = new URL(`https://${entry}`)
  return isLoopbackHost(hostname) ? [`https://${host}`, `http://${host}`] : [`https://${host}`]
}

/** The first of each name: what most frameworks hand over. */
function headersOf({ headers }: HttpRequest): [name: string, value: string][] {
  const first = new Map<string, string>()
  for (const [received, value] of headers) {
    const name = received.toLowerCase()
    const counts = signedHeaders.has(name) || name.startsWith('x-mns-')
    if (counts && !first.has(name)) first.set(name, oneByteEach(value))
  }
  return [...first]
}

function oneByteEach(text: string): string {
  return Buffer.from(wireBytes(text)).toString('latin1')
}

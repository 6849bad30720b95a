import { type KeyObject, sign } from 'node:crypto'
import { wireBytes } from '../canonical/wireEncoding.ts'
import type { HttpRequest } from '../httpRequest.ts'
import { pushStringToSign } from './pushStringToSign.ts'

/** The `Authorization` of a push: SHA1-RSA (PKCS #1 v1.5) in base64, with no scheme word before it. */
export function signPush(request: HttpRequest, privateKey: KeyObject): string {
  return sign('sha1', wireBytes(pushStringToSign(request)), privateKey).toString('base64')
}

/** The same, off the calling thread: an RSA signature takes more than half a millisecond. */
export async function signPushAside(request: HttpRequest, privateKey: KeyObject): Promise<string> {
  const text = wireBytes(pushStringToSign(request))
  const signature = await new Promise<Buffer>((resolve, reject) => {
    sign('sha1', text, privateKey, (error, signed) => (error === null ? resolve(signed) : reject(error)))
  })
  return signature.toString('base64')
}

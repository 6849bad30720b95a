import { type KeyObject, sign } from 'node:crypto'
import { wireBytes } from '../canonical/wireEncoding.ts'
import type { HttpRequest } from '../httpRequest.ts'
import { pushStringToSign } from './pushStringToSign.ts'

/** The `Authorization` of a push: SHA1-RSA (PKCS #1 v1.5) in base64, with no scheme word before it. */
export function signPush(request: HttpRequest, privateKey: KeyObject): string {
  return sign('sha1', wireBytes(pushStringToSign(request)), privateKey).toString('base64')
}

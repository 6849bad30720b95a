import { pageHeaders } from '../../contract/pageHeaders.ts'

/** With every answer, errors included; a reply may only add to them. */
export const securityHeaders = {
  ...pageHeaders,
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
}

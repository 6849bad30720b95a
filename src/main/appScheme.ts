import { protocol } from 'electron'

export const scheme = 'app'
const host = 'receiptscope'

/** Where every page of ours comes from, and the only origin that may speak to the core. */
export const windowUrl = `${scheme}://${host}/desktop.html`

/** Has to happen before the app is ready, once for the whole program. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** `new URL(…).origin` is "null" for schemes that Node doesn't know, so the parts are compared. */
export function isAppUrl(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return url.protocol === `${scheme}:` && url.host === host
}

import { ApiError } from '../../contract/apiError.ts'
import type { EndpointSettings } from '../../contract/push.ts'
import { isLoopbackHost } from '../../protocol/endpoint/isLoopbackHost.ts'

/** Whether others than this machine may reach an endpoint that listens there. */
export const isWide = (host: string): boolean =>
  !isLoopbackHost(host.includes(':') ? `[${host}]` : host.toLowerCase())

/** Opening the endpoint to others needs the address typed out; what listens there already may go on doing so. */
export function requireConsent(
  before: EndpointSettings,
  next: EndpointSettings,
  typedName: string | null,
): void {
  const { host } = next
  if (!next.enabled || !isWide(host) || typedName === host) return
  if (before.enabled && before.host === host) return
  throw new ApiError(
    'refused',
    {
      en: `On ${host} the endpoint listens beyond this machine: whoever can reach this address can send to it, unencrypted, and all of it is stored`,
      zh: `在 ${host} 上，端点会向本机以外开放：任何能访问该地址的人都可以不加密地发来内容，并会全部保存`,
    },
    {
      en: `To go ahead, repeat the call with typedName: ${JSON.stringify(host)}.`,
      zh: `如要继续，请带上 typedName: ${JSON.stringify(host)} 再次调用。`,
    },
  )
}

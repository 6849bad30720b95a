import { shell } from 'electron'

/** The places our own texts point to. Anything else a page asks for is not opened. */
const helpHosts = new Set([
  'api.alibabacloud.com',
  'dysms.console.aliyun.com',
  'help.aliyun.com',
  'mns.console.aliyun.com',
  'next.api.aliyun.com',
  'www.alibabacloud.com',
])

function isHelpAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return url.protocol === 'https:' && helpHosts.has(url.host) && url.username === '' && url.password === ''
}

/** Shows a help page in the system's browser; whatever isn't one is ignored. */
export function openExternally(address: string): void {
  if (isHelpAddress(address)) shell.openExternal(new URL(address).href).catch(() => {})
}

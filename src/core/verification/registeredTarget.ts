/** Path and query of an address as a subscription has it, or of a path alone; null for anything else. */
export function registeredTarget(url: string): string | null {
  if (url.startsWith('/')) return url
  if (!URL.canParse(url)) return null
  return url.slice(url.indexOf('://') + 3).replace(/^[^/?]*/, '') || '/'
}

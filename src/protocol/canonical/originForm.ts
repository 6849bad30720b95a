/** Path and query as they stand in the request line; a proxy's absolute form loses its scheme and authority. */
export function originForm(target: string): string {
  if (target.startsWith('/')) return target
  const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(target)
  if (origin === null) return target
  const rest = target.slice(origin[0].length)
  return rest.startsWith('/') ? rest : `/${rest}`
}

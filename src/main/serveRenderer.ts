import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { protocol } from 'electron'
import { pageHeaders } from '../contract/pageHeaders.ts'
import { isAppUrl, scheme } from './appScheme.ts'

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Answers the app's own scheme from one directory, and from nowhere else. */
export function serveRenderer(directory: string): void {
  protocol.handle(scheme, async request => {
    const path = request.method === 'GET' && isAppUrl(request.url) ? locate(directory, request.url) : null
    const file = path && (await readFile(path).catch(() => null))
    if (!path || !file) return new Response('Not found', { status: 404, headers: pageHeaders })
    return new Response(new Uint8Array(file), {
      headers: { ...pageHeaders, 'content-type': contentTypes[extname(path)] ?? '' },
    })
  })
}

/** Null for what isn't plainly a file of ours: an odd character, an unknown kind, a way out of the directory. */
function locate(directory: string, address: string): string | null {
  const { pathname } = new URL(address)
  if (!/^(\/[\w.-]+)+$/.test(pathname) || !(extname(pathname) in contentTypes)) return null
  const path = join(directory, pathname)
  return path.startsWith(directory + sep) ? path : null
}

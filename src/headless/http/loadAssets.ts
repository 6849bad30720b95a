import { readdir, readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { StartError } from '../../core/startError.ts'
import type { Reply } from './reply.ts'

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/** A file whose name carries a hash of its contents never changes. */
const isHashed = (path: string) => /^\/assets\/.*-[\w-]{8,}\.\w+$/.test(path)

/**
 * The built window, read once: a request can only name what was found at the start, so no path leads anywhere else, and a
 * new build does not mix with the old one.
 */
export async function loadAssets(directory: string): Promise<Map<string, Reply>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => [])
  if (!entries.some(({ name, parentPath }) => name === 'index.html' && parentPath === directory)) {
    throw new StartError(
      'not-built',
      `The window is not built: ${directory} has no index.html`,
      'Run npm run build.',
    )
  }
  const files = entries.filter(entry => entry.isFile() && extname(entry.name) in contentTypes)
  const assets = await Promise.all(
    files.map(async ({ parentPath, name }): Promise<[string, Reply]> => {
      const file = join(parentPath, name)
      const path = file.slice(join(directory, sep).length - 1).replaceAll(sep, '/')
      const headers = {
        'content-type': contentTypes[extname(name)] ?? 'application/octet-stream',
        'cache-control': isHashed(path) ? 'private, max-age=31536000, immutable' : 'no-cache',
      }
      return [path, { status: 200, headers, body: await readFile(file) }]
    }),
  )
  return new Map(assets)
}

import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { resolveConfig } from 'electron-vite'
import { build } from 'vite'

const root = join(import.meta.dirname, '../../..')

/**
 * Builds the host's bundles with the project's own configuration into a directory of their own, so that no test ever
 * judges an old build. The window's page is a stand-in: it is only served, never run.
 */
export async function buildDesktop(name: string) {
  const out = join(root, '.cache', name)
  const environment = process.env.NODE_ENV
  rmSync(out, { recursive: true, force: true })
  const { config } = await resolveConfig({ root, logLevel: 'error' }, 'build', 'production')
  for (const part of ['main', 'preload'] as const) {
    const own = config?.[part]
    if (!own) throw new Error(`electron.vite.config.ts has no ${part}`)
    await build({
      ...own,
      build: { ...own.build, outDir: join(out, 'out', part), reportCompressedSize: false },
    })
  }
  process.env.NODE_ENV = environment
  mkdirSync(join(out, 'out/renderer/assets'), { recursive: true })
  writeFileSync(join(out, 'out/renderer/desktop.html'), '<!doctype html><title>stand-in</title>')
  writeFileSync(join(out, 'out/renderer/assets/desktop-1a2B_3.js'), 'export {}')
  writeFileSync(join(out, 'secret.html'), 'outside of the served directory')
  cpSync(join(root, 'package.json'), join(out, 'package.json'))
  return {
    mainFile: join(out, 'out/main/index.js'),
    preloadFile: join(out, 'out/preload/index.cjs'),
  }
}

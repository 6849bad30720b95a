import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeFakeRuntime } from './fakeRuntime.ts'

const root = join(import.meta.dirname, '../..')
const work = mkdtempSync(join(tmpdir(), 'receiptscope-package-'))
const packaged = join(work, 'dist/linux-unpacked')
const isInstalledByScripts = existsSync(join(root, 'node_modules/.receiptscope-installed'))
const { electronVersion, sqliteFiles } = {
  electronVersion: readVersion('electron'),
  sqliteFiles: /^node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/.+\.js|prebuilds\/[^/]+\.node)$/,
}

function readVersion(name: string): string {
  return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version
}

type Asar = {
  listPackage(archive: string, options: { isPack: boolean }): string[]
  extractAll(archive: string, to: string): void
}

/** The archive tool that electron-builder itself packs with. */
function asarOf(): Asar {
  const builder = createRequire(join(root, 'node_modules/electron-builder/package.json'))
  return createRequire(builder.resolve('app-builder-lib/package.json'))('@electron/asar')
}

function run(script: string, args: string[], env = {}) {
  return spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
}

afterAll(() => rmSync(work, { recursive: true, force: true }))

describe.skipIf(process.platform !== 'linux')(
  'the package (made where a stand-in for the runtime can be one)',
  () => {
    beforeAll(() => {
      const built = run('scripts/build.mjs', [])
      if (built.status !== 0) throw new Error(built.stderr)
      writeFakeRuntime(join(work, 'runtime'), electronVersion)
      const made = run('node_modules/electron-builder/cli.js', [
        '--dir',
        '--publish=never',
        `-c.electronDist=${join(work, 'runtime')}`,
        `-c.directories.output=${join(work, 'dist')}`,
      ])
      if (made.status !== 0) throw new Error(`${made.stdout}${made.stderr}`)
    }, 240_000)

    test('carries the bundles, the icons and the SQLite binding, and nothing else', () => {
      const files = asarOf()
        .listPackage(join(packaged, 'resources/app.asar'), { isPack: false })
        .map(path => path.replaceAll(sep, '/').replace(/^\//, ''))
        .filter(path => /\.[^/]+$|LICENSE$/.test(path))
      expect(files).toEqual(
        expect.arrayContaining([
          'package.json',
          'out/main/index.js',
          'out/preload/index.cjs',
          'out/renderer/desktop.html',
          'resources/icons/512x512.png',
          'resources/tray/tray.png',
          'node_modules/better-sqlite3/lib/index.js',
        ]),
      )
      const strange = files.filter(
        path =>
          !/^(package\.json$|out\/(main|preload|renderer)\/|resources\/)/.test(path) &&
          !sqliteFiles.test(path),
      )
      expect(strange).toEqual([])
      expect(existsSync(join(packaged, 'resources/default_app.asar'))).toBe(false)
    })

    test('has this platform’s binary alone, outside of the archive, and it works from there', () => {
      const unpacked = globSync('**/*', {
        cwd: join(packaged, 'resources/app.asar.unpacked'),
        withFileTypes: true,
      })
      expect(unpacked.filter(entry => entry.isFile()).map(({ name }) => name)).toEqual([
        `linux-${process.arch}.node`,
      ])

      const extracted = join(work, 'extracted')
      asarOf().extractAll(join(packaged, 'resources/app.asar'), extracted)
      const Database = createRequire(join(extracted, 'out/main/index.js'))('better-sqlite3')
      const database = new Database(':memory:')
      expect(database.prepare('select 6 * 7').pluck().get()).toBe(42)
      database.close()
    })

    test('has the fuses set that turn it from a runtime into a product', async () => {
      const wire = await getCurrentFuseWire(join(packaged, 'receiptscope'))
      const stateOf = (fuse: FuseV1Options) => FuseState[wire[fuse] ?? 0]
      expect({
        RunAsNode: stateOf(FuseV1Options.RunAsNode),
        NodeOptions: stateOf(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
        Inspect: stateOf(FuseV1Options.EnableNodeCliInspectArguments),
        CookieEncryption: stateOf(FuseV1Options.EnableCookieEncryption),
        AsarIntegrity: stateOf(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
        OnlyFromAsar: stateOf(FuseV1Options.OnlyLoadAppFromAsar),
        FilePrivileges: stateOf(FuseV1Options.GrantFileProtocolExtraPrivileges),
      }).toEqual({
        RunAsNode: 'DISABLE',
        NodeOptions: 'DISABLE',
        Inspect: 'DISABLE',
        CookieEncryption: 'ENABLE',
        AsarIntegrity: 'ENABLE',
        OnlyFromAsar: 'ENABLE',
        FilePrivileges: 'DISABLE',
      })
    })
  },
)

test.skipIf(!isInstalledByScripts)('without a runtime it says what is missing, in one line', () => {
  const { status, stdout, stderr } = run('scripts/package.mjs', ['--dir'], {
    ELECTRON_OVERRIDE_DIST_PATH: join(work, 'nowhere'),
  })
  expect(status).toBe(1)
  expect(stdout).toBe('')
  expect(stderr.trim().split('\n').at(-1)).toMatch(
    /^Nothing was packaged: ELECTRON_OVERRIDE_DIST_PATH is set, but .* does not exist\.$/,
  )
})

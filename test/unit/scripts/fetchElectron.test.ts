import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findElectronRuntime } from '../../../scripts/fetchElectron.mjs'
import { writeZip } from './writeZip.ts'

const modules = join(import.meta.dirname, '../../../node_modules')
const version = '45.0.0'
const runs = '#!/bin/sh\nexit 0\n'
const hour = 60 * 60 * 1000

/** An electron package as npm leaves it without install scripts, and a memory of its own. */
function setUp() {
  const directory = mkdtempSync(join(tmpdir(), 'receiptscope-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const electronPackage = join(directory, 'node_modules/electron')
  mkdirSync(electronPackage, { recursive: true })
  symlinkSync(join(modules, '@electron'), join(directory, 'node_modules/@electron'), 'junction')
  symlinkSync(
    join(modules, '@electron-internal'),
    join(directory, 'node_modules/@electron-internal'),
    'junction',
  )
  writeFileSync(join(electronPackage, 'package.json'), JSON.stringify({ name: 'electron', version }))
  const env = { ...process.env, DISPLAY: ':0', electron_config_cache: join(directory, 'downloads') }
  return { directory, electronPackage, env, memory: join(directory, 'memory.json') }
}

/** A mirror that has the runtime of this platform; `asked` lists what was asked for. */
async function startMirror(content = runs, checksumOf = content) {
  const asked: string[] = []
  const files = (text: string) => [
    { name: 'electron', content: text, mode: 0o755 },
    { name: 'version', content: version, mode: 0o644 },
  ]
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end(writeZip(files(content)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return {
    asked,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    name: `electron-v${version}-${process.platform}-${process.arch}.zip`,
    checksum: createHash('sha256')
      .update(writeZip(files(checksumOf)))
      .digest('hex'),
  }
}

describe.skipIf(process.platform !== 'linux')(
  'Electron’s runtime (as a script: where a shell runs one)',
  () => {
    test('is fetched from the documented mirror, checked, unpacked, and then simply there', async () => {
      const { electronPackage, env, memory } = setUp()
      const mirror = await startMirror()
      writeFileSync(
        join(electronPackage, 'checksums.json'),
        JSON.stringify({ [mirror.name]: mirror.checksum }),
      )
      const options = { electronPackage, memory, env: { ...env, ELECTRON_MIRROR: mirror.address } }
      const path = join(electronPackage, 'dist/electron')
      expect(await findElectronRuntime({ ...options, isRoot: true })).toEqual({
        path,
        args: ['--no-sandbox'],
      })
      expect(mirror.asked).toEqual([`/v${version}/${mirror.name}`])
      expect(readFileSync(join(electronPackage, 'path.txt'), 'utf8')).toBe('electron')
      expect(await findElectronRuntime({ ...options, isRoot: true })).toMatchObject({ path })
      expect(mirror.asked).toHaveLength(1)
      expect(existsSync(memory)).toBe(false)
    })

    test('with a wrong checksum is refused', async () => {
      const { electronPackage, env, memory } = setUp()
      const mirror = await startMirror(runs, 'something else')
      writeFileSync(
        join(electronPackage, 'checksums.json'),
        JSON.stringify({ [mirror.name]: mirror.checksum }),
      )
      const found = await findElectronRuntime({
        electronPackage,
        memory,
        env: { ...env, npm_config_electron_mirror: mirror.address },
      })
      expect(found).toEqual({ missing: expect.stringMatching(/could not be fetched: .*checksum/i) })
      expect(existsSync(join(electronPackage, 'dist'))).toBe(false)
    })

    test('is not asked for again for a day, unless it is wanted or would come from elsewhere', async () => {
      const { electronPackage, env, memory } = setUp()
      writeFileSync(join(electronPackage, 'checksums.json'), '{"none":"0"}')
      const mirror = await startMirror()
      const mirrored = { ...env, ELECTRON_MIRROR: mirror.address }
      let time = 1_000_000
      const find = (more = {}) =>
        findElectronRuntime({ electronPackage, memory, env: mirrored, now: () => time, ...more })
      expect(await find()).toEqual({ missing: expect.stringContaining('could not be fetched') })
      expect(mirror.asked).toHaveLength(1)

      time += 5 * hour
      expect(await find()).toEqual({ missing: expect.stringMatching(/5 h ago; .*--retry-runtime/) })
      expect(mirror.asked).toHaveLength(1)
      await find({ retry: true })
      expect(mirror.asked).toHaveLength(2)
      await find({ env: { ...mirrored, ELECTRON_CUSTOM_DIR: 'other' } })
      expect(mirror.asked).toHaveLength(3)
      expect(mirror.asked[2]).toMatch(/^\/other\//)
      time += 25 * hour
      await find({ env: { ...mirrored, ELECTRON_CUSTOM_DIR: 'other' } })
      expect(mirror.asked).toHaveLength(4)
    })

    test('is taken from ELECTRON_OVERRIDE_DIST_PATH, or that is said to be wrong', async () => {
      const { directory, electronPackage, env, memory } = setUp()
      const override = { ...env, ELECTRON_OVERRIDE_DIST_PATH: directory }
      const path = join(directory, 'electron')
      const find = () => findElectronRuntime({ electronPackage, memory, env: override, isRoot: true })
      expect(await find()).toEqual({
        missing: `ELECTRON_OVERRIDE_DIST_PATH is set, but ${path} does not exist.`,
      })
      writeFileSync(path, runs)
      chmodSync(path, 0o755)
      expect(await find()).toMatchObject({ path })
    })

    test('that lacks a library is not started; the library is named', async () => {
      const { directory, electronPackage, env, memory } = setUp()
      const path = join(directory, 'electron')
      writeFileSync(
        path,
        '#!/bin/sh\necho "error while loading shared libraries: libnss3.so" >&2\nexit 127\n',
      )
      chmodSync(path, 0o755)
      const override = { ...env, ELECTRON_OVERRIDE_DIST_PATH: directory }
      expect(await findElectronRuntime({ electronPackage, memory, env: override })).toEqual({
        missing: 'Electron’s runtime does not run here (error while loading shared libraries: libnss3.so).',
      })
    })

    test('is not even looked for without a display', async () => {
      const { electronPackage, memory } = setUp()
      expect(await findElectronRuntime({ electronPackage, memory, env: {} })).toEqual({
        missing: 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set).',
      })
    })
  },
)

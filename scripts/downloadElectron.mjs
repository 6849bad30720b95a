// node downloadElectron.mjs ELECTRON_PACKAGE EXECUTABLE: does what electron's own install.js does, with progress and
// without waiting for a network that says nothing. The reason of a failure is the one line on stdout.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** Neither a connection nor another byte within so long: given up. */
const silence = 15_000

const [, , electronPackage, executable] = process.argv
const require = createRequire(join(electronPackage, 'package.json'))

async function fetchRuntime() {
  const { version } = require('./package.json')
  const { downloadArtifact } = require('@electron/get')
  const { env } = process
  const remoteChecksums = env.electron_use_remote_checksums || env.npm_config_electron_use_remote_checksums
  console.error(`Fetching Electron ${version} …`)
  const watched = watchForSilence()
  try {
    return await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: env.ELECTRON_INSTALL_PLATFORM || env.npm_config_platform || process.platform,
      arch: env.ELECTRON_INSTALL_ARCH || env.npm_config_arch || process.arch,
      cacheRoot: env.electron_config_cache,
      ...(!remoteChecksums && {
        checksums: JSON.parse(readFileSync(join(electronPackage, 'checksums.json'))),
      }),
      downloadOptions: {
        quiet: true,
        signal: watched.signal,
        getProgressCallback: async progress => {
          watched.heard()
          showProgress(progress)
        },
      },
    })
  } finally {
    watched.stop()
  }
}

function watchForSilence() {
  const controller = new AbortController()
  const giveUp = () => controller.abort(new Error(`nothing was received for ${silence / 1000} s`))
  let timer = setTimeout(giveUp, silence)
  return {
    signal: controller.signal,
    heard() {
      clearTimeout(timer)
      timer = setTimeout(giveUp, silence)
    },
    stop: () => clearTimeout(timer),
  }
}

let shown = -1
function showProgress({ percent, transferred, total }) {
  const tenth = Math.floor(percent * 10)
  if (!total || tenth === shown) return
  shown = tenth
  const megabytes = bytes => (bytes / 1e6).toFixed(0)
  console.error(`  ${tenth * 10} % (${megabytes(transferred)} of ${megabytes(total)} MB)`)
}

/** Unpacked beside its place and moved there whole, so that an interrupted start leaves nothing half done. */
async function install(zip) {
  const { extract } = require('@electron-internal/extract-zip')
  const unpacked = join(electronPackage, 'dist.next')
  const dist = join(electronPackage, 'dist')
  rmSync(unpacked, { recursive: true, force: true })
  mkdirSync(unpacked, { recursive: true })
  await extract(zip, { dir: unpacked })
  rmSync(join(unpacked, 'electron.d.ts'), { force: true })
  rmSync(dist, { recursive: true, force: true })
  renameSync(unpacked, dist)
  writeFileSync(join(electronPackage, 'path.txt'), executable)
}

/** The innermost reason, where the platform wraps it. */
function reasonOf(error) {
  let innermost = error
  while (innermost.cause instanceof Error) innermost = innermost.cause
  return innermost.message.split('\n')[0] || innermost.code || innermost.name
}

try {
  await install(await fetchRuntime())
} catch (error) {
  console.log(`Electron’s runtime could not be fetched: ${reasonOf(error)}.`)
  process.exitCode = 1
}

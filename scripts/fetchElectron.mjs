// Runs on Node 20 like its siblings: what needs a newer one is left to a child on the project's own.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root, suitableNode } from './ownNode.mjs'

/** A failed download is not tried again for so long, unless it is asked for or would go elsewhere. */
const remembered = 24 * 60 * 60 * 1000

const executables = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  linux: 'electron',
  win32: 'electron.exe',
}

const read = path => (existsSync(path) ? readFileSync(path, 'utf8').trim() : null)

/** The Electron to run the desktop app with, and the arguments it needs here; or, in a sentence, why there is none. */
export async function findElectronRuntime(options = {}) {
  const { env = process.env, platform = process.platform, isRoot = process.getuid?.() === 0 } = options
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY)
    return { missing: 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set).' }
  const found = await findElectronFiles(options)
  if ('missing' in found) return found
  const { path } = found
  const trouble = whyNotRunnable(path) ?? (platform === 'linux' && !isRoot ? whyNotSandboxed(path) : null)
  if (trouble !== null) return { missing: trouble }
  return { path, args: platform === 'linux' && isRoot ? ['--no-sandbox'] : [] }
}

/**
 * Where Electron's files are, whether or not they can be run here: looked for as the electron package itself does, and
 * downloaded once where they are not there.
 */
export async function findElectronFiles({
  retry = false,
  mayFetch = true,
  env = process.env,
  platform = process.platform,
  electronPackage = join(root, 'node_modules/electron'),
  memory = join(root, '.cache/electron-runtime.json'),
  now = Date.now,
} = {}) {
  const executable = executables[platform]
  if (!executable) return { missing: `there is no Electron for ${platform}.` }
  const override = env.ELECTRON_OVERRIDE_DIST_PATH
  const directory = override || join(electronPackage, 'dist')
  const path = join(directory, executable)
  if (override && !existsSync(path))
    return { missing: `ELECTRON_OVERRIDE_DIST_PATH is set, but ${path} does not exist.` }
  if (!override && !isInstalled(electronPackage, executable)) {
    const reason = mayFetch
      ? await download({ retry, env, electronPackage, executable, memory, now })
      : 'Electron’s runtime is not installed.'
    if (reason !== null) return { missing: reason }
  }
  return { path, directory }
}

/** Judged as electron's own installer judges it. */
function isInstalled(electronPackage, executable) {
  const { version } = JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8'))
  return (
    read(join(electronPackage, 'dist/version'))?.replace(/^v/, '') === version &&
    read(join(electronPackage, 'path.txt')) === executable &&
    existsSync(join(electronPackage, 'dist', executable))
  )
}

/** Null when it is there afterwards. */
async function download({ retry, env, electronPackage, executable, memory, now }) {
  if (env.ELECTRON_SKIP_BINARY_DOWNLOAD)
    return 'Electron’s runtime is not installed, and ELECTRON_SKIP_BINARY_DOWNLOAD is set.'
  const source = sourceOf(env, electronPackage)
  const earlier = retry ? null : recall(memory)
  if (earlier?.source === source && now() - earlier.at < remembered && now() >= earlier.at) {
    const minutes = Math.round((now() - earlier.at) / 60_000)
    const since = minutes < 60 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
    return `${earlier.reason} (That was ${since} ago; --retry-runtime tries again.)`
  }
  const reason = await runDownload({ env, electronPackage, executable })
  if (reason === null) rmSync(memory, { force: true })
  else remember(memory, { source, at: now(), reason })
  return reason
}

/** Whatever decides where the runtime comes from: another mirror or version is worth a try at once. */
function sourceOf(env, electronPackage) {
  const { version } = JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8'))
  const settings = Object.entries(env)
    .filter(([name]) =>
      /^(npm_config_)?electron_(mirror|custom_?dir|custom_?filename|custom_?version)$/i.test(name),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([version, process.arch, settings])
}

function recall(memory) {
  try {
    const { source, at, reason } = JSON.parse(readFileSync(memory, 'utf8'))
    return typeof at === 'number' && typeof reason === 'string' ? { source, at, reason } : null
  } catch {
    return null
  }
}

function remember(memory, failure) {
  mkdirSync(dirname(memory), { recursive: true })
  writeFileSync(memory, JSON.stringify(failure))
}

/** The child speaks to the user on stderr; what went wrong, if anything, is the one line on its stdout. */
function runDownload({ env, electronPackage, executable }) {
  const child = spawn(
    suitableNode(),
    [join(root, 'scripts/downloadElectron.mjs'), electronPackage, executable],
    { env, stdio: ['ignore', 'pipe', 2] },
  )
  let said = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    said += text
  })
  return new Promise(resolve => {
    child.on('error', error => resolve(`Electron’s runtime could not be fetched: ${error.message}.`))
    child.on('close', code =>
      resolve(code === 0 ? null : said.trim() || 'Electron’s runtime could not be fetched.'),
    )
  })
}

/** A runtime whose libraries are missing ends at once, with one line that names the first of them. */
function whyNotRunnable(path) {
  const { status, error, stderr } = spawnSync(path, ['-e', '0'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
    timeout: 20_000,
  })
  if (status === 0) return null
  const [line = ''] = (error?.message ?? stderr ?? '').trim().split('\n')
  return `Electron’s runtime does not run here (${line || `exit ${status}`}).`
}

/** Chromium's sandbox needs user namespaces or its helper installed as root; without either it refuses to start. */
function whyNotSandboxed(path) {
  const helper = join(dirname(path), 'chrome-sandbox')
  const isHelperSet =
    existsSync(helper) && statSync(helper).uid === 0 && (statSync(helper).mode & 0o4000) !== 0
  const hasNamespaces =
    read('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') !== '1' &&
    read('/proc/sys/kernel/unprivileged_userns_clone') !== '0' &&
    read('/proc/sys/user/max_user_namespaces') !== '0'
  return isHelperSet || hasNamespaces
    ? null
    : `its sandbox can’t be used by this user; "sudo chown root ${helper} && sudo chmod 4755 ${helper}" allows it.`
}

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root, suitableNode } from './ownNode.mjs'

const systemBrowsers = [
  process.env.RECEIPTSCOPE_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]
const isDebianRoot = () => existsSync('/etc/debian_version') && process.getuid?.() === 0

const playwrightBrowser = () => createRequire(import.meta.url)('playwright').chromium.executablePath()
const found = () => [...systemBrowsers, playwrightBrowser()].find(path => path && existsSync(path)) ?? null

function run(command, args) {
  return (
    spawnSync(command, args, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  )
}

/** A Chromium for the browser tests: the system's, Debian's package where that may be installed, or Playwright's own. */
export function prepareBrowser() {
  const present = found()
  if (present) return present
  console.error('Installing a browser for the tests …')
  const isInstalled = isDebianRoot()
    ? run('apt-get', ['-qq', 'update']) &&
      run('apt-get', ['-qq', 'install', '-y', 'chromium', 'fonts-noto-cjk'])
    : run(suitableNode(), [join(root, 'node_modules/playwright/cli.js'), 'install', 'chromium'])
  const path = isInstalled ? found() : null
  if (path === null) {
    throw new Error(
      'no Chromium for the browser tests: none is installed and installing one failed; set RECEIPTSCOPE_CHROMIUM to one.',
    )
  }
  return path
}

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildStale } from './build.mjs'
import { root, suitableNode } from './ownNode.mjs'
import { prepareBrowser } from './prepareBrowser.mjs'

// Pictures of every panel to look at: `npm run screenshots -- [directory] [panel]`.
buildStale()
const { status } = spawnSync(
  suitableNode(),
  [join(root, 'test/e2e/takeScreenshots.ts'), ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, RECEIPTSCOPE_CHROMIUM: prepareBrowser() } },
)
process.exitCode = status ?? 1

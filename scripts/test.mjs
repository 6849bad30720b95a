import { join } from 'node:path'
import { installPackages } from './install.mjs'
import { root, standAsideFor } from './ownNode.mjs'

try {
  const node = installPackages()
  process.exitCode = await standAsideFor(node, [join(root, 'scripts/check.mjs'), ...process.argv.slice(2)])
} catch (error) {
  console.error(error.message)
  console.log('0 passed, 1 failed, 0 skipped')
  process.exitCode = 1
}

import { join } from 'node:path'
import { installPackages } from './install.mjs'
import { root, standAsideFor } from './ownNode.mjs'

/** The long form of the kill test: 100,000 messages unless another number is given. Prints what it counted. */
const [messages = '100000'] = process.argv.slice(2)
process.env.RECEIPTSCOPE_KILL_MESSAGES = messages
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const test = 'test/integration/core/killedConsumer.test.ts'
process.exitCode = await standAsideFor(installPackages(), [vitest, 'run', '--project', 'integration', test])

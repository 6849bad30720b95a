#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import {
  isNodeRecent,
  nodeIsMissing,
  ownNodePath,
  root,
  standAsideFor,
  stopWithParent,
} from '../scripts/ownNode.mjs'

const entry = join(root, 'out/headless/cli.js')

if (!isNodeRecent()) {
  const node = ownNodePath()
  if (node === null) {
    console.error(nodeIsMissing())
    process.exitCode = 1
  } else {
    process.exitCode = await standAsideFor(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)])
  }
} else if (!existsSync(entry)) {
  console.error(
    `ReceiptScope is not built yet: expected ${entry}; run "npm start" or "npm run build" once in ${root}.`,
  )
  process.exitCode = 1
} else {
  stopWithParent()
  const { run } = await import(pathToFileURL(entry).href)
  process.exitCode = await run(process.argv.slice(2))
}

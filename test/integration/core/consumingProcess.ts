import { openCore } from '../../../src/core/openCore.ts'

/** A process of its own that consumes a queue until it is killed; what it needs stands in its arguments. */
const [dataDirectory = '', config = '{}'] = process.argv.slice(2)

await openCore({
  dataDirectory,
  dataKey: new Uint8Array(32),
  host: 'headless',
  version: '0.0.0',
  locale: 'en',
  secrets: 'environment',
  simulator: 'off',
  config: JSON.parse(config),
  log: () => undefined,
})
process.stdout.write('ready\n')

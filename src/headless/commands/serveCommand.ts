import { join, resolve } from 'node:path'
import type { Logger } from 'pino'
import { type Core, type CoreOptions, openCore } from '../../core/openCore.ts'
import { StartError } from '../../core/startError.ts'
import { readAccessToken } from '../accessToken.ts'
import { type Command, type Given, UsageError } from '../command/command.ts'
import { readHost, readPort } from '../command/readValues.ts'
import { createLog } from '../createLog.ts'
import { defaultDataDirectory } from '../dataDirectory.ts'
import { readDataKey } from '../dataKey.ts'
import { isLoopback } from '../http/allowedHosts.ts'
import { type Host, startHost } from '../http/startHost.ts'
import { type Io, print } from '../io.ts'
import { openBrowser } from '../openBrowser.ts'
import { readConfigFile } from '../readConfigFile.ts'
import { readLogLevel } from '../readLogLevel.ts'
import { readVersion } from '../readVersion.ts'
import { untilStopped } from '../untilStopped.ts'

const usualPort = 8765

export const serveCommand: Command = {
  name: 'serve',
  summary: 'Run the whole product, with its window in a browser',
  operands: null,
  options: {
    port: {
      value: 'PORT',
      about: `Port of the window and the HTTP API; 0 takes any free one. Without it: ${usualPort}, or any free one where that is taken.`,
    },
    host: {
      value: 'HOST',
      about: 'Address to listen on. Anything but this machine itself is warned about.',
      fallback: '127.0.0.1',
    },
    data: { value: 'DIR', about: 'Where everything is kept. Without it: the usual place of this system.' },
    config: { value: 'FILE', about: 'Accounts, monitors, endpoint and retention, as JSON with comments.' },
    demo: {
      about: 'Start the simulator inside, with traffic. Without --data it has a data directory of its own.',
    },
    'no-simulator': {
      about:
        'Never start the simulator inside. Without it: it runs until an account is configured, so that receipts move at once, but not where other receipts are kept.',
    },
    'no-open': { about: 'Do not open a browser. Without it: one is opened where there is a display.' },
  },
  notes: [
    'When it is ready, one JSON line on stdout names the address of the window (with the token that lets a browser in), of the HTTP API, the token itself and the endpoint for pushes. Logs go to stderr. SIGTERM or Ctrl-C stops it.',
    'Secrets are sealed with the key in RECEIPTSCOPE_DATA_KEY (32 bytes, hexadecimal or Base64), else with one made at the first start and kept in the data directory. RECEIPTSCOPE_LOG sets what is logged: debug, info, warn, error or silent.',
  ],
  examples: [
    'receiptscope serve --demo',
    'receiptscope serve --config receiptscope.json --data ./data --no-open',
  ],
  run: serve,
}

async function serve(given: Given, io: Io): Promise<number> {
  const port = readPort(given, 'port')
  const address = readHost(given, 'host')
  const log = createLog(io.stderr, readLogLevel(io))
  const config = given.text('config')
  const demo = given.isSet('demo')
  const simulator = readSimulator(given)
  const dataDirectory = resolve(
    given.text('data') ?? join(defaultDataDirectory(io.environment), demo ? 'demo' : '.'),
  )

  const core = await open({
    dataDirectory,
    simulator,
    config: config === null ? null : readConfigFile(config),
    log,
    io,
  })
  try {
    const token = readAccessToken(dataDirectory)
    const host = await startHostAt(port, {
      handlers: core.handlers,
      exportFile: core.exportFile,
      assets: join(io.root, 'out/renderer'),
      host: address,
      token,
      version: readVersion(io.root),
      onError: (error, operation) => log.error({ error, operation }, 'An operation failed unexpectedly'),
    })
    try {
      if (!isLoopback(address)) warnOfNetwork(log, address)
      await tellReady(io, core, host, token)
      if (!given.isSet('no-open')) openBrowser(host.ticketUrl(), io.environment)
      await untilStopped(io.stop)
      log.info('Stopping')
    } finally {
      await host.stop()
    }
  } finally {
    await core.close()
  }
  return 0
}

function readSimulator(given: Given): CoreOptions['simulator'] {
  const isOff = given.isSet('no-simulator')
  if (!given.isSet('demo')) return isOff ? 'off' : 'auto'
  if (!isOff) return 'demo'
  throw new UsageError('only one of --demo and --no-simulator is expected')
}

type Opening = {
  dataDirectory: string
  simulator: CoreOptions['simulator']
  config: unknown
  log: Logger
  io: Io
}

function open({ dataDirectory, simulator, config, log, io }: Opening): Promise<Core> {
  const { key, from } = readDataKey(dataDirectory, io.environment)
  return openCore({
    dataDirectory,
    dataKey: key,
    host: 'headless',
    version: readVersion(io.root),
    locale: Intl.DateTimeFormat().resolvedOptions().locale,
    secrets: from,
    simulator,
    config,
    log: ({ level, message, ...details }) => log[level](details, message),
  })
}

/** Without a port of the user's choice, the usual one is kept where it can be: the address can be a bookmark. */
async function startHostAt(port: number | null, options: Omit<Parameters<typeof startHost>[0], 'port'>) {
  try {
    return await startHost({ ...options, port: port ?? usualPort })
  } catch (error) {
    const isTaken = error instanceof StartError && error.code === 'port-taken'
    if (port === null && isTaken) return startHost({ ...options, port: 0 })
    throw error
  }
}

async function tellReady({ stdout }: Io, core: Core, { origin }: Host, token: string): Promise<void> {
  const ready = {
    event: 'ready',
    url: `${origin}/?token=${token}`,
    api: `${origin}/api`,
    token,
    endpoint: core.endpoint,
  }
  await print(stdout, `${JSON.stringify(ready)}\n`)
}

function warnOfNetwork(log: Logger, address: string): void {
  log.warn(
    `Listening on ${address}: whoever can reach this address can try to get in, and the traffic is not encrypted. ` +
      'An SSH tunnel to 127.0.0.1 is safer.',
  )
}

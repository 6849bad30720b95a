import type * as z from 'zod'
import { isWide } from '../endpoint/wideListening.ts'
import { StartError } from '../startError.ts'
import { type Config, configSchema, type EndpointConfig } from './configSchema.ts'

/** Checks a parsed config file; trouble names the place in it. */
export function readConfig(value: unknown): Config {
  const result = configSchema.safeParse(value ?? {})
  if (!result.success) throw badConfig(result.error.issues[0])
  const config = result.data
  refuseUnmeantHost(config.endpoint)
  const names = new Set<string>()
  for (const { name } of config.accounts) {
    if (names.has(name)) throw refuse(`accounts has two with the name “${name}”`)
    names.add(name)
  }
  const queues = new Set<string>()
  for (const [index, { account, queue }] of config.monitors.entries()) {
    if (!names.has(account)) {
      throw refuse(`monitors[${index}].account names “${account}”, which accounts doesn't have`)
    }
    const key = JSON.stringify([account, queue])
    if (queues.has(key)) throw refuse(`monitors has two for the queue “${queue}” of “${account}”`)
    queues.add(key)
  }
  return config
}

/** As the window does, which asks for the address to be typed. */
function refuseUnmeantHost(endpoint: EndpointConfig | undefined): void {
  if (endpoint === undefined || !endpoint.enabled) return
  const { host, typedName } = endpoint
  if (!isWide(host) || typedName === host) return
  throw new StartError(
    'bad-config',
    `The config can't be used: endpoint.host ${JSON.stringify(host)} lets whoever can reach this address send to the endpoint, unencrypted, and all of it is stored`,
    `To have it so, repeat the address beside it: "typedName": ${JSON.stringify(host)}. 127.0.0.1 is this machine alone.`,
  )
}

function badConfig(issue: z.core.$ZodIssue | undefined): StartError {
  if (issue === undefined) return refuse('it is not a config')
  const place = issue.path.map(key => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return refuse(`${place.replace(/^\./, '') || 'the whole file'}: ${issue.message}`)
}

/** Never quotes a value: it may be a secret. */
function refuse(what: string): StartError {
  return new StartError(
    'bad-config',
    `The config can't be used: ${what}`,
    'Correct the config file and start again.',
  )
}

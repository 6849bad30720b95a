import type { Writable } from 'node:stream'
import { type Logger, pino, stdSerializers, stdTimeFunctions } from 'pino'

/** Names whose values never reach a log, at the top of an entry or one level down. */
const secretNames = [
  'accessKeySecret',
  'securityToken',
  'dataKey',
  'token',
  'secret',
  'password',
  'authorization',
  'cookie',
]

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** One JSON line an entry; on a terminal, one line to read. */
export function createLog(stderr: Writable, level: LogLevel): Logger {
  const isTerminal = 'isTTY' in stderr && stderr.isTTY === true
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
      serializers: { error: stdSerializers.err },
      redact: { paths: secretNames.flatMap(name => [name, `*.${name}`]), censor: '(hidden)' },
    },
    { write: line => stderr.write(isTerminal ? toReadable(line) : line) },
  )
}

function toReadable(line: string): string {
  const { level, time, msg, ...details } = JSON.parse(line) as Record<string, unknown>
  const clock = new Date(String(time)).toTimeString().slice(0, 8)
  const rest = Object.entries(details).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`)
  return `${clock} ${String(level).padEnd(5)} ${String(msg ?? '')}${rest.join('')}\n`
}

import { UsageError } from './command/command.ts'
import { type LogLevel, logLevels } from './createLog.ts'
import type { Io } from './io.ts'

/** What is logged, by RECEIPTSCOPE_LOG. */
export function readLogLevel({ environment }: Io): LogLevel {
  const { RECEIPTSCOPE_LOG: asked = 'info' } = environment
  const level = logLevels.find(known => known === asked)
  if (level !== undefined) return level
  throw new UsageError(
    `RECEIPTSCOPE_LOG expects one of ${logLevels.join(', ')}, not ${JSON.stringify(asked)}`,
  )
}

import { app } from 'electron'
import type { LogEntry } from '../core/openCore.ts'

/** Chromium starts its own helpers again; that one was lost explains what was seen. */
export function logLostProcesses(log: (entry: LogEntry) => void): void {
  app.on('child-process-gone', (_event, { type, name, reason, exitCode }) => {
    if (reason === 'clean-exit' || reason === 'killed') return
    log({ level: 'warn', message: `The process ${name ?? type} ended: ${reason} (${exitCode})` })
  })
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) => {
    if (reason !== 'clean-exit') log({ level: 'error', message: `A page ended: ${reason} (${exitCode})` })
  })
}

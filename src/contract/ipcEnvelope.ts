/** The only channel between a page and the desktop host, in both directions. */
export const ipcChannel = 'receiptscope'

/**
 * What travels on it. `port` is drawn anew for every port a page opens, so that nothing from before a reload
 * is ever taken for the page after it.
 */
export type IpcEnvelope =
  | { port: string; kind: 'frame'; frame: unknown }
  | { port: string; kind: 'close'; reason: string }

/** Null for anything that is not an envelope. */
export function parseIpcEnvelope(value: unknown): IpcEnvelope | null {
  if (typeof value !== 'object' || value === null || !('port' in value) || !('kind' in value)) return null
  const { port, kind } = value
  if (typeof port !== 'string' || port === '' || port.length > 64) return null
  if (kind === 'frame' && 'frame' in value) return { port, kind, frame: value.frame }
  if (kind === 'close' && 'reason' in value && typeof value.reason === 'string')
    return { port, kind, reason: value.reason.slice(0, 200) }
  return null
}

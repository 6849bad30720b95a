import type { Writable } from 'node:stream'

/** What a command has of the world around it. */
export type Io = {
  stdout: Writable
  stderr: Writable
  environment: Record<string, string | undefined>
  /** Where the program is installed: its package.json and built window lie there. */
  root: string
  /** Aborts when the program is asked to end, or when nobody reads its output any more. */
  stop: AbortSignal
}

/** Resolves once it is handed on; false when nobody reads any more. */
export function print(stream: Writable, text: string | Uint8Array): Promise<boolean> {
  return new Promise(resolve => stream.write(text, error => resolve(!error)))
}

import { readFileSync } from 'node:fs'
import { StartError } from '../startError.ts'
import type { SecretSource } from './configSchema.ts'

/** Reads a secret where the config says it is; `place` names it in words, and the value is never part of a text. */
export function resolveSecret(
  source: SecretSource,
  place: string,
  warn: (message: string) => void,
  environment: Record<string, string | undefined> = process.env,
): string {
  if (typeof source === 'string') {
    warn(
      `${place} stands in the config file itself; { "env": NAME } or { "file": PATH } keeps it out of there`,
    )
    return source
  }
  if ('env' in source) {
    const value = environment[source.env]?.trim()
    if (value !== undefined && value !== '') return value
    throw new StartError(
      'bad-config',
      `${place} is to come from the environment variable ${source.env}, which is not set`,
      `Set ${source.env} and start again.`,
    )
  }
  try {
    const value = readFileSync(source.file, 'utf8').trim()
    if (value !== '') return value
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    throw new StartError(
      'bad-config',
      `${place} is to come from the file ${source.file}, which can't be read (${code})`,
      'Check the path and its rights, and start again.',
    )
  }
  throw new StartError(
    'bad-config',
    `${place} is to come from the file ${source.file}, which is empty`,
    'Put the secret into it and start again.',
  )
}

import { type Given, type Option, UsageError } from './command.ts'

export const dataOption: Option = {
  value: 'DIR',
  about: 'A data directory, read as it is; an instance may be using it.',
}

/** Exactly one of `--data` and `--url`. */
export function readPlace(given: Given): { data: string } | { url: string } {
  const data = given.text('data')
  const url = given.text('url')
  if (data !== null && url === null) return { data }
  if (url !== null && data === null) return { url }
  throw new UsageError('one of --data DIR and --url URL is expected')
}

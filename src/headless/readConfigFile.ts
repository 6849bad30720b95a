import { readFileSync } from 'node:fs'
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser'
import { StartError } from '../core/startError.ts'

/** JSON with comments and trailing commas, unchecked beyond that. */
export function readConfigFile(path: string): unknown {
  const text = readText(path)
  const errors: ParseError[] = []
  const value: unknown = parse(text, errors, { allowTrailingComma: true })
  const [slip] = errors
  if (text.trim() === '') throw notJson(path, 'it is empty')
  if (slip !== undefined) throw notJson(path, `${placeOf(text, slip.offset)}: ${wordsOf(slip)}`)
  return value
}

function notJson(path: string, reason: string): StartError {
  return new StartError(
    'bad-config',
    `The config file ${path} is not JSON (with comments): ${reason}`,
    'Correct it and start again.',
  )
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new StartError(
      'bad-config',
      `The config file ${path} can't be read (${code})`,
      'Check the path that --config names, and its rights.',
    )
  }
}

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n')
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}

/** "CommaExpected" as "comma expected". */
const wordsOf = ({ error }: ParseError) =>
  printParseErrorCode(error)
    .replace(/(?<=[a-z])[A-Z]/g, letter => ` ${letter}`)
    .toLowerCase()

import { asIs, type Words } from '../contract/words.ts'

export type StartErrorCode =
  | 'data-directory'
  | 'already-running'
  | 'database-newer'
  | 'database-corrupt'
  | 'not-a-database'
  | 'bad-config'
  | 'bad-data-key'
  | 'port-taken'
  | 'not-built'

/**
 * Known trouble at start: one line that says what was found, and what to do about it. The desktop says it in both languages; a
 * text alone is for what only a terminal is told.
 */
export class StartError extends Error {
  readonly code: StartErrorCode
  readonly hint: string
  readonly said: { message: Words; hint: Words }

  constructor(code: StartErrorCode, message: Words | string, hint: Words | string) {
    const said = { message: toWords(message), hint: toWords(hint) }
    super(said.message.en)
    this.name = 'StartError'
    this.code = code
    this.hint = said.hint.en
    this.said = said
  }
}

const toWords = (text: Words | string): Words => (typeof text === 'string' ? asIs(text) : text)

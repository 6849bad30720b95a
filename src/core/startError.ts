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

/** Known trouble at start: one line that says what was found, and what to do about it. */
export class StartError extends Error {
  readonly code: StartErrorCode
  readonly hint: string

  constructor(code: StartErrorCode, message: string, hint: string) {
    super(message)
    this.name = 'StartError'
    this.code = code
    this.hint = hint
  }
}

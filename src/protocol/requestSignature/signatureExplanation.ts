import type { SignedLine } from '../canonical/signedLine.ts'

/** How a string to sign was put together; where the scheme hashes the request first, `hashed` holds what went into that hash. */
export type StringToSign = {
  readonly lines: readonly SignedLine[]
  readonly hashed: readonly SignedLine[] | null
}

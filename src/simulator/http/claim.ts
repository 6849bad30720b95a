import type { Call, Face, Reply } from './operation.ts'

/** A call that one part of the server has taken as its own. */
export type Claim = {
  /** The operation's name; faults go by it. */
  readonly operation: string
  /** No fault falls on it. */
  readonly immune: boolean
  /** Runs it. */
  answer(): Reply | Promise<Reply>
  /** Refuses it with a code of the error table, in the part's own format. */
  fail(code: string): Reply
}

export type Claimer = (call: Call) => Claim | null

/** A face that has no error format of its own answers with the bare status. */
export function claimerOf(face: Face): Claimer {
  return call => {
    const operation = face.claims(call)
    if (operation === null) return null
    return {
      operation,
      immune: face.immune ?? false,
      answer: () => face.handle(call, operation),
      fail: code => face.fail?.(call, code) ?? { status: code === 'EntityTooLarge' ? 413 : 500 },
    }
  }
}

import { originForm } from '../canonical/originForm.ts'
import { readSignedHeaders } from '../canonical/signedHeaders.ts'
import { type MnsDialect, mnsDialect } from '../requestSignature/mnsDialect.ts'
import { type Composition, composePieces } from './composition.ts'
import type { Evidence } from './evidence.ts'
import { guessPush } from './hypotheses/guessPush.ts'
import { guessRequest } from './hypotheses/guessRequest.ts'
import type { Cause } from './hypothesis.ts'
import { type StringForm, stringForms } from './stringForms.ts'

/** The string to sign in its pieces, and all that may be different about it. */
export type SearchSpace = { readonly composition: Composition; readonly forms: readonly StringForm[] }

export function spaceOfPush(evidence: Evidence): SearchSpace {
  const { request } = evidence
  const headers = readSignedHeaders(request.headers, mnsDialect.prefix)
  const received = { method: request.method, headers, date: headers.date, target: originForm(request.target) }
  return {
    composition: composePieces(received, guessPush(evidence)),
    forms: stringForms(request.headers, mnsDialect.prefix),
  }
}

export function spaceOfRequest(evidence: Evidence, dialect: MnsDialect): SearchSpace {
  const { request } = evidence
  const headers = readSignedHeaders(request.headers, dialect.prefix)
  const date = headers.extensionDate ?? headers.date
  const received = { method: request.method, headers, date, target: originForm(request.target) }
  return {
    composition: composePieces(received, guessRequest(evidence, dialect)),
    forms: stringForms(request.headers, dialect.prefix),
  }
}

/** A string that is tried as a whole, for schemes that have no pieces to exchange. */
export function spaceOfText(text: string): SearchSpace {
  return { composition: { pieces: [text], replacements: [] }, forms: [] }
}

/** Everything that a search in this space rules out where it finds nothing. */
export function causesIn({ composition }: SearchSpace): Cause[] {
  return [...new Set(composition.replacements.map(({ hypothesis }) => hypothesis.cause))]
}

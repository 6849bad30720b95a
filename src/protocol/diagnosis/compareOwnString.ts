import type { Bilingual } from '../bilingual.ts'
import { wireBytes } from '../canonical/wireEncoding.ts'
import { explainSignature } from '../explainSignature.ts'
import { mnsDialect, mqsDialect } from '../requestSignature/mnsDialect.ts'
import {
  type ComparedLine,
  compareLines,
  type FirstDifference,
  findFirstDifference,
} from './compareStrings.ts'
import { adviseOn } from './describeEdits.ts'
import { describeOwnString } from './describeOwnString.ts'
import type { Edit } from './edit.ts'
import type { Evidence } from './evidence.ts'
import type { Cause } from './hypothesis.ts'
import { type SearchSpace, spaceOfPush, spaceOfRequest } from './searchSpace.ts'
import { showInvisible } from './showInvisible.ts'
import { solve } from './solve.ts'

/** How a string that somebody else put together differs from the one that the request calls for. */
export type OwnStringFinding =
  | { readonly outcome: 'same' }
  | {
      readonly outcome: 'different'
      readonly firstDifference: FirstDifference
      /** With invisible characters drawn. */
      readonly lines: readonly ComparedLine[]
      /** The rules that were broken; null where no known mistake leads from one string to the other. */
      readonly mistakes: OwnStringMistakes | null
    }
  | { readonly outcome: 'no-signature'; readonly message: Bilingual }

export type OwnStringMistakes = {
  readonly edits: readonly Edit[]
  readonly causes: readonly Cause[]
  readonly explanation: Bilingual
  readonly fix: Bilingual
}

const longestOwnString = 64 * 1024
const budget = 60_000_000

/** Compares byte by byte what a developer's code, or a server's error message, holds to be the string to sign. */
export function compareOwnString(evidence: Evidence, own: Uint8Array): OwnStringFinding {
  const explained = explainSignature(evidence.request)
  if (explained.kind !== 'request' && explained.kind !== 'push') {
    return {
      outcome: 'no-signature',
      message: {
        en: 'The request holds no signature whose string could be compared.',
        zh: '该请求没有签名，无从比较待签名字符串。',
      },
    }
  }
  const expected = wireBytes(explained.stringToSign)
  const firstDifference = findFirstDifference(own, expected)
  if (firstDifference === null) return { outcome: 'same' }
  const lines = compareLines(showable(own), showable(expected)).map(line => ({
    own: line.own === null ? null : showInvisible(line.own),
    expected: line.expected === null ? null : showInvisible(line.expected),
    differsAt: line.differsAt,
  }))
  const space = own.length > longestOwnString ? null : spaceFor(evidence, explained.scheme)
  return {
    outcome: 'different',
    firstDifference,
    lines,
    mistakes: space === null ? null : findMistakes(space, own),
  }
}

function findMistakes(space: SearchSpace, own: Uint8Array): OwnStringMistakes | null {
  const text = Buffer.from(own).toString('latin1')
  const { solution } = solve(space, candidate => candidate === text, budget)
  if (solution === null) return null
  const { edits, causes } = solution
  return { edits, causes, explanation: describeOwnString(edits), fix: adviseOn(causes, 'client') }
}

function spaceFor(evidence: Evidence, scheme: string): SearchSpace | null {
  if (scheme === 'mns-push-rsa-sha1') return spaceOfPush(evidence)
  const dialect = [mnsDialect, mqsDialect].find(known => known.scheme === scheme)
  return dialect === undefined ? null : spaceOfRequest(evidence, dialect)
}

function showable(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8')
}

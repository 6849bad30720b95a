import type { Evidence } from '../evidence.ts'
import type { Hypothesis } from '../hypothesis.ts'
import { guessContentMd5 } from './guessContentMd5.ts'
import { guessContentType } from './guessContentType.ts'
import { guessDate } from './guessDate.ts'
import { guessExtensions } from './guessExtensions.ts'
import { guessMethod } from './guessMethod.ts'
import { guessTarget } from './guessTarget.ts'

/** Everything that may have happened to a push, one hypothesis for each value a part may have had. */
export function guessPush(evidence: Evidence): Hypothesis[] {
  return [
    ...guessMethod(evidence),
    ...guessContentMd5(evidence),
    ...guessContentType(evidence),
    ...guessDate(evidence),
    ...guessExtensions(evidence),
    ...guessTarget(evidence, '/notifications'),
  ]
}

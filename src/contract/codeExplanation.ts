import type { Words } from './words.ts'

/** What a carrier's or the platform's code may mean. One code can mean different things to different carriers. */
export type CodeExplanation = {
  code: string
  /** Whether sending again helps; `unclear` where the meanings disagree. */
  retry: 'needless' | 'later' | 'after-change' | 'no' | 'unclear'
  /** The carrier that the number's prefix points to first: a hint, since numbers can be ported. None where nobody lists it. */
  groups: {
    origin: 'any' | 'mobile' | 'unicom' | 'telecom' | 'supplier' | 'platform'
    name: Words
    hinted: boolean
    meanings: { meaning: Words; advice: Words; retry: CodeExplanation['retry'] }[]
  }[]
}

import type { Bilingual } from '../bilingual.ts'
import { familyOf } from './codeFamilies.ts'
import { codeTable } from './codeTable.ts'
import { type Condition, describeCondition, isCondition, type Retry } from './conditions.ts'
import { type Carrier, type Origin, originNames } from './origins.ts'

/** How a meaning was found: the code itself, its first ten characters, the beginning it was cut to, or its family. */
type CodeMatch = 'code' | 'cut-code' | 'family'

type ErrCodeMeaning = {
  readonly condition: Condition
  readonly meaning: Bilingual
  readonly advice: Bilingual
  readonly retry: Retry
  readonly match: CodeMatch
}

/** Everything one origin may mean by a code. */
type ErrCodeGroup = {
  readonly origin: Origin
  readonly name: Bilingual
  /** True for the carrier the number's prefix points to: likely, never certain, since numbers can be ported. */
  readonly hinted: boolean
  readonly meanings: readonly ErrCodeMeaning[]
}

export type ErrCodeExplanation = {
  readonly code: string
  /** The hinted carrier's meanings first; none for a code nobody lists. */
  readonly groups: readonly ErrCodeGroup[]
  /** Said only where all meanings agree. */
  readonly retry: Retry
}

const origins: readonly Origin[] = ['any', 'platform', 'mobile', 'unicom', 'telecom', 'supplier']
const cutLength = 10

type Index = ReadonlyMap<string, readonly Condition[]>

let indexes: ReadonlyMap<Origin, Index> | null = null

/**
 * All candidate meanings of a carrier's or platform's code, grouped by who may have said it. Where the hinted carrier
 * lists no such code, what its family says is added: the number's own carrier is never left out.
 */
export function explainErrCode(code: string, carrierHint: Carrier | null = null): ErrCodeExplanation {
  const wanted = code.trim().toUpperCase()
  const listed = origins.flatMap(origin => groupOf(origin, listedMeanings(origin, wanted), carrierHint))
  const wider = listed.some(({ hinted }) => hinted) ? [] : familyGroups(wanted, carrierHint)
  const groups = listed.length > 0 ? [...listed, ...wider.filter(({ hinted }) => hinted)] : wider
  const ordered = [...groups].sort((one, other) => Number(other.hinted) - Number(one.hinted))
  const retries = new Set(ordered.flatMap(group => group.meanings.map(({ retry }) => retry)))
  const [only] = retries
  return {
    code: code.trim(),
    groups: ordered,
    retry: retries.size === 1 && only !== undefined ? only : 'unclear',
  }
}

function listedMeanings(origin: Origin, code: string): ErrCodeMeaning[] {
  const index = indexOf(origin)
  const exact = index.get(code)
  if (exact !== undefined) return exact.map(condition => meaningOf(condition, 'code'))
  const cut =
    index.get(code.slice(0, cutLength).trimEnd()) ?? (isCutName(code) ? startingWith(index, code) : [])
  return cut.map(condition => meaningOf(condition, 'cut-code'))
}

/** The platform's names reach receipts cut to ten characters, sometimes without the mark the cut ends in. */
function isCutName(code: string): boolean {
  return /^IS[VP]\./.test(code) && code.length >= cutLength - 2
}

function startingWith(index: Index, beginning: string): Condition[] {
  const found = new Set<Condition>()
  for (const [code, conditions] of index) {
    if (code.startsWith(beginning)) for (const condition of conditions) found.add(condition)
  }
  return [...found]
}

function familyGroups(code: string, carrierHint: Carrier | null): ErrCodeGroup[] {
  const family = familyOf(code)
  if (family === null) return []
  const meaning = { ...meaningOf(family.condition, 'family'), meaning: family.meaning }
  return family.origins.flatMap(origin => groupOf(origin, [meaning], carrierHint))
}

function groupOf(origin: Origin, meanings: ErrCodeMeaning[], carrierHint: Carrier | null): ErrCodeGroup[] {
  if (meanings.length === 0) return []
  return [{ origin, name: originNames[origin], hinted: origin === carrierHint, meanings }]
}

function meaningOf(condition: Condition, match: CodeMatch): ErrCodeMeaning {
  return { condition, ...describeCondition(condition), match }
}

function indexOf(origin: Origin): Index {
  indexes ??= new Map(origins.map(name => [name, readTable(codeTable[name])]))
  return indexes.get(origin) ?? new Map()
}

function readTable(table: Partial<Record<Condition, string>>): Index {
  const index = new Map<string, Condition[]>()
  for (const [condition, words] of Object.entries(table)) {
    if (!isCondition(condition)) continue
    for (const code of words.split(' ').flatMap(expandWord)) {
      const known = index.get(code.toUpperCase())
      if (known === undefined) index.set(code.toUpperCase(), [condition])
      else known.push(condition)
    }
  }
  return index
}

function expandWord(word: string): string[] {
  const [, beginning = '', endings = ''] = /^(.*?)(\d[\d,-]*)$/.exec(word) ?? []
  if (endings === '') return [word]
  return endings.split(',').flatMap(ending => {
    const [first = '', last = first] = ending.split('-')
    const count = Number(last) - Number(first) + 1
    const numbers = Array.from({ length: count }, (_, step) => String(Number(first) + step))
    return numbers.map(number => beginning + number.padStart(first.length, '0'))
  })
}

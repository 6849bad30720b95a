import { ApiError } from '../../contract/apiError.ts'
import { asIs } from '../../contract/words.ts'

/** A whole number of a query string within its bounds; `fallback` where it is absent. */
export function readInteger<T>(
  query: URLSearchParams,
  name: string,
  { smallest, largest, fallback }: { smallest: number; largest: number; fallback: T },
): number | T {
  const text = query.get(name)
  if (text === null || text === '') return fallback
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (value >= smallest && value <= largest) return value
  throw badParameter(name, `a whole number from ${smallest} to ${largest}`, text)
}

/** One of a few words. */
export function readChoice<T extends string>(
  query: URLSearchParams,
  name: string,
  choices: readonly T[],
  fallback: T,
): T {
  const text = query.get(name)
  if (text === null || text === '') return fallback
  const choice = choices.find(known => known === text)
  if (choice !== undefined) return choice
  throw badParameter(name, `one of ${choices.join(', ')}`, text)
}

const unitMilliseconds: Record<string, number> = { '': 1, ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** `30s`, `500ms`, `2m`, `1h`, or milliseconds without a unit; null for anything else. */
export function parseDuration(text: string): number | null {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h|)$/.exec(text) ?? []
  const milliseconds = Number(amount) * (unitMilliseconds[unit] ?? Number.NaN)
  return Number.isFinite(milliseconds) ? milliseconds : null
}

export function readDuration(
  query: URLSearchParams,
  name: string,
  fallback: number,
  longest: number,
): number {
  const text = query.get(name)
  if (text === null || text === '') return fallback
  const milliseconds = parseDuration(text)
  if (milliseconds !== null && milliseconds <= longest) return milliseconds
  throw badParameter(name, `a duration like 500ms, 30s or 2m, at most ${longest / 1000} s`, text)
}

/** Parameters nobody reads are a mistake in the script that sent them, so they are named. */
export function refuseUnknown(query: URLSearchParams, known: readonly string[]): void {
  for (const name of new Set(query.keys())) {
    if (!known.includes(name)) {
      const expected = known.length === 0 ? 'none' : known.join(', ')
      throw new ApiError(
        'bad-input',
        asIs(`There is no parameter ${shorten(name)} here.`),
        asIs(`Expected: ${expected}.`),
      )
    }
  }
}

export function badParameter(name: string, expected: string, seen: string): ApiError {
  return new ApiError('bad-input', asIs(`${name} should be ${expected}; it is ${shorten(seen)}.`))
}

const shorten = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)

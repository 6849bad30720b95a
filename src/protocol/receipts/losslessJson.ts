/** Numbers that a double may not give back as they were written: 16 digits or more, fractions, exponents, minus zero. */
const fragileNumber = /[:[,]\s*-?(?:[0-9]{16,}|[0-9]+[.eE])|[:[,]\s*-0/

/** Parses JSON; a number that a double would change becomes the string of its digits. Undefined where it is no JSON. */
export function parseLosslessJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return mayHoldNumber(value, 2) && fragileNumber.test(text) ? JSON.parse(text, keepDigits) : value
  } catch {
    return undefined
  }
}

/** False where no value is a number; what lies deeper than `depth` is not looked into. */
function mayHoldNumber(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'number'
  return depth === 0 || Object.values(value).some(inner => mayHoldNumber(inner, depth - 1))
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source
  return typeof value === 'number' && source !== undefined && String(value) !== source ? source : value
}

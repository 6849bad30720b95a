/** Numbers that a double may not give back as they were written: 16 digits or more, fractions, exponents, minus zero. */
const fragileNumber = /[:[,]\s*-?(?:[0-9]{16,}|[0-9]+[.eE])|[:[,]\s*-0/

/** Parses JSON; a number that a double would change becomes the string of its digits. Undefined where it is no JSON. */
export function parseLosslessJson(text: string): unknown {
  try {
    return fragileNumber.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text)
  } catch {
    return undefined
  }
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source
  return typeof value === 'number' && source !== undefined && String(value) !== source ? source : value
}

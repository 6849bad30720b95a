const domestic = /^(?:\+?86|0086)?(1[3-9]\d{9})$/
const international = /^(?:\+|00)?(?!86)([1-9]\d{5,19})$/

/** The number as receipts spell it: eleven digits at home, country code and number elsewhere; null where it is none. */
export function readPhoneNumber(text: string): string | null {
  const trimmed = text.trim()
  const atHome = domestic.exec(trimmed)?.[1]
  if (atHome !== undefined) return atHome
  if (/^1\d*$/.test(trimmed)) return null
  return international.exec(trimmed)?.[1] ?? null
}

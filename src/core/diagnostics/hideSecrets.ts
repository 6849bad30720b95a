const hidden = '(hidden)'
/** Shorter ones would take ordinary words with them. */
const leastSecret = 4
const secretName = /secret|token|password|authorization|cookie|datakey|lease|receipthandle/i
/** Numbers of handsets: of China with or without its prefix, and in the international form. */
const phone = /(?<![\d.])(?:\+?86-?)?1[3-9]\d{9}(?![\d.])|\+\d{7,15}(?!\d)/g
/** What a URL holds besides where it leads. */
const inUrl = /(\bhttps?:\/\/)[^\s/@"]+@|(\?)[^\s"]+/g

/** The same value without anything that proves who somebody is or names whom messages went to. */
export function hideSecrets<T>(value: T, secrets: readonly string[]): T {
  const known = secrets
    .filter(secret => secret.length >= leastSecret)
    .flatMap(secret => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .sort((a, b) => b.length - a.length)
  const inText = (text: string): string => {
    const without = known.reduce((left, secret) => left.replaceAll(secret, hidden), text)
    return without.replaceAll(inUrl, `$1$2${hidden}`).replaceAll(phone, '(number)')
  }
  const walk = (given: unknown, name: string): unknown => {
    if (typeof given === 'string') return secretName.test(name) && given !== '' ? hidden : inText(given)
    if (Array.isArray(given)) return given.map(each => walk(each, name))
    if (typeof given !== 'object' || given === null) return given
    return Object.fromEntries(Object.entries(given).map(([key, each]) => [inText(key), walk(each, key)]))
  }
  return walk(value, '') as T
}

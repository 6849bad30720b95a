const rangeTerm = /(?:^|\s)-?(?:since|until):(?:"[^"]*"|\S+)/giu

/** The query without any bounds of time. */
export const withoutRange = (query: string): string =>
  query.replace(rangeTerm, ' ').replace(/\s+/g, ' ').trim()

export const hasRange = (query: string): boolean => query.search(rangeTerm) !== -1

const wholeSecond = (milliseconds: number) => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z')

/** The query bound to a span of time instead of the bounds it had; in milliseconds since 1970, taken to whole seconds. */
export function withRange(query: string, from: number, to: number): string {
  const bounds = `since:${wholeSecond(from)} until:${wholeSecond(to)}`
  return `${withoutRange(query)} ${bounds}`.trim()
}

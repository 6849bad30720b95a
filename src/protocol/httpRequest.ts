/** Headers in received order, with their case and with repeats. */
export type HeaderList = readonly (readonly [name: string, value: string])[]

/** A request as it stood on the wire: the target is the raw one, never decoded and encoded again. */
export type HttpRequest = {
  readonly method: string
  readonly target: string
  readonly headers: HeaderList
  readonly body: Uint8Array
}

/** The first value under a name, whatever its case; undefined where there is none. */
export function headerValue(headers: HeaderList, name: string): string | undefined {
  const wanted = name.toLowerCase()
  for (const [key, value] of headers) {
    if (key.length === wanted.length && key.toLowerCase() === wanted) return value
  }
  return undefined
}

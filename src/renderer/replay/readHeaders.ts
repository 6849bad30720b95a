export type Header = [name: string, value: string]

export const writeHeaders = (headers: readonly Header[]): string =>
  headers.map(([name, value]) => `${name}: ${value}`).join('\n')

/** Headers as they are written one to a line, in order; the number of the first line that is none. */
export function readHeaders(text: string): { headers: Header[] } | { badLine: number } {
  const headers: Header[] = []
  for (const [place, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const match = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/.exec(line)
    if (match === null) return { badLine: place + 1 }
    headers.push([match[1] ?? '', (match[2] ?? '').trimEnd()])
  }
  return { headers }
}

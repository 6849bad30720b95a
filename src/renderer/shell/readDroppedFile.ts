/** Characters of a request that the bench takes, and of a file that one call imports. */
const mostOnBench = 4 << 20
const mostImported = 8 << 20

type Dropped =
  | { kind: 'bench'; text: string }
  | { kind: 'import'; name: string; text: string }
  | { kind: 'unknown' | 'too-large'; name: string }

/** What a file is for, by its name; only what is for us is read. */
export async function readDroppedFile(file: Pick<File, 'name' | 'size' | 'text'>): Promise<Dropped> {
  const { name, size } = file
  const [, ending = ''] = /\.(http|har|ndjson|jsonl|csv)$/i.exec(name) ?? []
  if (ending === '') return { kind: 'unknown', name }
  const kind = /^(?:har|http)$/i.test(ending) ? 'bench' : 'import'
  if (size > (kind === 'import' ? mostImported : mostOnBench)) return { kind: 'too-large', name }
  const text = await file.text()
  return kind === 'import' ? { kind, name, text } : { kind, text }
}

/** A thread's entry stands beside this file, as a source or as an entry of the bundle. */
export function threadEntry(name: 'readerThread' | 'upkeepThread'): URL {
  const file = `./${name}.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`
  return new URL(file, import.meta.url)
}

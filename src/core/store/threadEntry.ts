/** A thread's entry stands beside this file, as a source or as an entry of the bundle. */
export function threadEntry(name: 'readerThread' | 'upkeepThread'): URL {
  const file = `./${name}.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`
  return new URL(file, import.meta.url)
}

/** What these threads make lives briefly; left alone, each would take 50 MB for it before it looks what is still needed. */
export const youngLimits = { maxYoungGenerationSizeMb: 8 }

import type { Reader } from './reader.ts'

/** How SQLite says it, whichever thread it says it in. */
const malformed = /\bmalformed\b/

/** A reader that tells, once, that it met damage. */
export function watchDamage(reader: Reader, damaged: () => void): Reader {
  let told = false
  return {
    async read(name, input, options) {
      try {
        return await reader.read(name, input, options)
      } catch (error) {
        if (!told && error instanceof Error && malformed.test(error.message)) {
          told = true
          damaged()
        }
        throw error
      }
    },
    close: () => reader.close(),
  }
}

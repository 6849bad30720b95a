import { parseReceiptTime } from './receiptTime.ts'

export type JsonObject = Readonly<Record<string, unknown>>

/** Takes values out of a JSON object; what is never taken, or could not be read, is the rest. */
export class ReceiptFields {
  private readonly remaining: Map<string, unknown>

  constructor(object: JsonObject) {
    this.remaining = new Map(Object.entries(object))
  }

  /** The first of these keys that holds text or a number. Nothing is null, and so is empty text. */
  text(...keys: string[]): string | null {
    return this.take(keys, value => {
      if (typeof value === 'string') return value
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
    })
  }

  count(...keys: string[]): number | null {
    return this.take(keys, value => {
      const text = typeof value === 'string' ? value.trim() : String(value)
      return /^[0-9]{1,9}$/.test(text) ? Number(text) : undefined
    })
  }

  time(...keys: string[]): number | null {
    return this.take(keys, value => parseReceiptTime(String(value)) ?? undefined)
  }

  boolean(...keys: string[]): boolean | null {
    return this.take(keys, value => {
      const text = String(value).toLowerCase()
      return text === 'true' ? true : text === 'false' ? false : undefined
    })
  }

  rest(): JsonObject {
    return Object.fromEntries(this.remaining)
  }

  private take<T>(keys: string[], read: (value: unknown) => T | undefined): T | null {
    for (const key of keys) {
      const value = this.remaining.get(key)
      if (value === undefined) continue
      if (value === null || value === '') {
        this.remaining.delete(key)
        continue
      }
      const taken = read(value)
      if (taken === undefined) continue
      this.remaining.delete(key)
      return taken
    }
    return null
  }
}

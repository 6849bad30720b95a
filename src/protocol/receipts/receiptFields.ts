import { parseReceiptTime } from './receiptTime.ts'

export type JsonObject = Readonly<Record<string, unknown>>

const nothing: JsonObject = Object.freeze({})

/** Takes values out of a JSON object; what is never taken, or could not be read, is the rest. */
export class ReceiptFields {
  private readonly object: JsonObject
  private readonly taken: string[] = []

  constructor(object: JsonObject) {
    this.object = object
  }

  /** The first of these keys that holds text or a number. Nothing is null, and so is empty text. */
  text(...keys: string[]): string | null {
    return this.take(keys, readText)
  }

  count(...keys: string[]): number | null {
    return this.take(keys, readCount)
  }

  time(...keys: string[]): number | null {
    return this.take(keys, readTime)
  }

  boolean(...keys: string[]): boolean | null {
    return this.take(keys, readBoolean)
  }

  rest(): JsonObject {
    const left = Object.keys(this.object).filter(key => !this.taken.includes(key))
    return left.length === 0 ? nothing : Object.fromEntries(left.map(key => [key, this.object[key]]))
  }

  private take<T>(keys: string[], read: (value: unknown) => T | undefined): T | null {
    for (const key of keys) {
      const value = this.object[key]
      if (value === undefined) continue
      const nothing = value === null || value === ''
      const result = nothing ? undefined : read(value)
      if (nothing || result !== undefined) this.taken.push(key)
      if (result !== undefined) return result
    }
    return null
  }
}

function readText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

function readCount(value: unknown): number | undefined {
  const text = String(value).trim()
  return /^[0-9]{1,9}$/.test(text) ? Number(text) : undefined
}

function readTime(value: unknown): number | undefined {
  return parseReceiptTime(String(value)) ?? undefined
}

function readBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  const text = String(value).toLowerCase()
  return text === 'true' ? true : text === 'false' ? false : undefined
}

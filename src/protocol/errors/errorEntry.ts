import type { Bilingual } from '../bilingual.ts'

export type ErrorService = 'mns' | 'sms'

/** One error code of the wire: what it looks like there, what it means, and what to do. */
export type ErrorEntry = {
  readonly code: string
  readonly service: ErrorService
  /** Null where no source gives one. */
  readonly status: number | null
  /**
   * As the wire words it, with `{names}` for what it fills in; several where one code speaks of several things, the
   * usual one first; none where no source gives one.
   */
  readonly messages: readonly string[]
  readonly meaning: Bilingual
  readonly advice: Bilingual
}

export type ErrorRow = readonly [
  status: number | null,
  messages: string | readonly string[] | null,
  meaningEn: string,
  meaningZh: string,
  adviceEn: string,
  adviceZh: string,
]

export function entryOfRow(code: string, service: ErrorService, row: ErrorRow): ErrorEntry {
  const [status, messages, meaningEn, meaningZh, adviceEn, adviceZh] = row
  return {
    code,
    service,
    status,
    messages: messages === null ? [] : typeof messages === 'string' ? [messages] : messages,
    meaning: { en: meaningEn, zh: meaningZh },
    advice: { en: adviceEn, zh: adviceZh },
  }
}

/** A message with its `{names}` filled in; a name without a value stays as it is. */
export function fillMessage(message: string, values: Readonly<Record<string, string | number>>): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  )
}

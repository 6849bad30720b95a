import type { Io } from '../io.ts'

export type Option = {
  /** What stands for the value in the usage; without it the option is a switch. */
  value?: string
  about: string
  fallback?: string
  /** May be given several times. */
  repeats?: boolean
}

/** A verb of the command line; help and the reference are written from this. */
export type Command = {
  name: string
  /** One line, without a full stop. */
  summary: string
  /** What may follow besides options, as shown in the usage; null where nothing may. */
  operands: string | null
  options: Record<string, Option>
  /** Paragraphs below the options. */
  notes?: string[]
  examples: string[]
  /** The exit code. Wrong use is thrown as a UsageError. */
  run(given: Given, io: Io): Promise<number>
}

/** A command line that was read against its command. */
export type Given = {
  /** The value, its fallback, or null. */
  text(option: string): string | null
  all(option: string): string[]
  isSet(option: string): boolean
  operands: string[]
}

/** Wrong use: the message says what was expected. */
export class UsageError extends Error {
  override name = 'UsageError'
}

import { parseArgs } from 'node:util'
import { type Command, type Given, UsageError } from './command.ts'

/** Reads what follows the verb; whatever the command does not declare is refused. */
export function readCommandLine(command: Command, args: string[]): Given {
  const options = Object.entries(command.options).map(([name, { value }]) => {
    const type: 'string' | 'boolean' = value === undefined ? 'boolean' : 'string'
    return [name, { type }] as const
  })
  const { tokens } = parseArgs({ args, options: Object.fromEntries(options), strict: false, tokens: true })
  const values = new Map<string, string[]>()
  const operands: string[] = []

  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value)
    if (token.kind === 'option') {
      const text = readOption(command, token)
      const before = values.get(token.name) ?? []
      if (before.length > 0 && !command.options[token.name]?.repeats) {
        throw new UsageError(`${token.rawName} is given twice, once is expected`)
      }
      values.set(token.name, [...before, text])
    }
  }
  const [extra] = operands
  if (command.operands === null && extra !== undefined) {
    throw new UsageError(`only options are expected here, not ${JSON.stringify(extra)}`)
  }
  const all = (name: string) => values.get(name) ?? []
  return {
    all,
    text: name => all(name).at(-1) ?? command.options[name]?.fallback ?? null,
    isSet: name => values.has(name),
    operands,
  }
}

type OptionToken = {
  name: string
  rawName: string
  value: string | undefined
  inlineValue: boolean | undefined
}

function readOption(command: Command, { name, rawName, value, inlineValue }: OptionToken): string {
  const option = Object.hasOwn(command.options, name) ? command.options[name] : undefined
  if (option === undefined) {
    const known = Object.keys(command.options).map(known => `--${known}`)
    throw new UsageError(`there is no option ${rawName}; expected one of ${known.join(', ')}`)
  }
  if (option.value === undefined) {
    if (value === undefined) return ''
    throw new UsageError(`${rawName} takes no value`)
  }
  if (value === '') {
    throw new UsageError(
      `${rawName} is empty, a value is expected: ${rawName} ${option.value} (if it came from a variable, that is not set)`,
    )
  }
  if (value === undefined || (!inlineValue && /^-./.test(value))) {
    throw new UsageError(`${rawName} expects a value: ${rawName} ${option.value}`)
  }
  return value
}

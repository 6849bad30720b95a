import type { Command, Option } from './command.ts'

const width = 100

export function showHelp(command: Command): string {
  const options = Object.entries<Option>({ ...command.options, help: { about: 'Show this.' } })
  const names = options.map(([name, option]) => `  --${name}${option.value ? ` ${option.value}` : ''}`)
  const column = Math.max(...names.map(name => name.length)) + 2
  const lines = options.map(([, option], index) =>
    hang(`${(names[index] ?? '').padEnd(column)}${describe(option)}`, column),
  )
  return [
    `${command.summary}.`,
    '',
    hang(`Usage: ${usage(command)}`, 7),
    '',
    ...lines,
    ...(command.notes ?? []).flatMap(note => ['', ...note.split('\n').map(line => hang(line, 0))]),
    '',
    command.examples.length === 1 ? 'Example:' : 'Examples:',
    ...command.examples.map(example => `  ${example}`),
    '',
  ].join('\n')
}

export function showOverview(commands: readonly Command[]): string {
  const column = Math.max(...commands.map(({ name }) => name.length)) + 4
  return [
    'ReceiptScope: SMS receipts and MNS pushes, watched and explained on your own machine.',
    '',
    'Usage: receiptscope VERB [OPTIONS]',
    '',
    ...commands.map(({ name, summary }) => hang(`  ${name.padEnd(column - 2)}${summary}`, column)),
    '',
    'receiptscope VERB --help shows what a verb takes, with an example; receiptscope --version the version.',
    '',
  ].join('\n')
}

function usage({ name, operands, options }: Command): string {
  const parts = Object.entries(options).map(([option, { value, repeats }]) => {
    return `[--${option}${value ? ` ${value}` : ''}]${repeats ? '...' : ''}`
  })
  return ['receiptscope', name, ...parts, ...(operands === null ? [] : [operands])].join(' ')
}

const describe = ({ about, fallback }: Option) =>
  fallback === undefined ? about : `${about} Without it: ${fallback}.`

/** Breaks a line at spaces; what follows the first line is indented. */
function hang(text: string, indent: number): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/(?<=\S)(?= )/)) {
    if (line !== '' && line.length + word.length > width) {
      lines.push(line)
      line = ' '.repeat(indent) + word.trimStart()
    } else line += word
  }
  return [...lines, line].join('\n')
}

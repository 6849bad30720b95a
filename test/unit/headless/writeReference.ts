import type { Command, Option } from '../../../src/headless/command/command.ts'

/** The reference of the command line, from what the commands declare. */
export function writeReference(commands: readonly Command[]): string {
  const head = [
    '# The command line',
    '',
    'Written from the code: `npx vitest run test/unit/headless/reference.test.ts -u` brings it up to date, and a test checks',
    'that it is. Wrong use exits with 2 and one line on stderr; trouble with 1 and one line; long-running verbs end with 0 on',
    'SIGTERM and Ctrl-C. `receiptscope VERB --help` shows the same in the terminal.',
  ]
  return `${[...head, ...commands.flatMap(describe)].join('\n')}\n`
}

function describe({ name, summary, operands, options, notes = [], examples }: Command): string[] {
  return [
    '',
    `## ${name}`,
    '',
    `${summary}.`,
    '',
    ...['```sh', ...examples, '```'],
    '',
    ...(operands === null ? [] : [`Operands: \`${operands}\`.`, '']),
    '| Option | Meaning | Without it |',
    '| --- | --- | --- |',
    ...Object.entries(options).map(describeOption),
    ...notes.flatMap(note => ['', ...describeNote(note)]),
  ]
}

function describeOption([name, { value, about, fallback, repeats }]: [string, Option]): string {
  const [meaning = '', otherwise] = about.split(' Without it: ')
  const shown = `\`--${name}${value ? ` ${value}` : ''}\`${repeats ? ' …' : ''}`
  const missing = fallback === undefined ? (otherwise ?? '') : `\`${fallback}\``
  return `| ${shown} | ${escapeCell(meaning)} | ${escapeCell(missing)} |`
}

/** A note's own table stays one. */
function describeNote(note: string): string[] {
  const [first = '', ...rest] = note.split('\n\n')
  return rest.length === 0 ? [first] : [first, '', '```text', ...rest.join('\n\n').split('\n'), '```']
}

const escapeCell = (text: string) => text.replaceAll('|', '\\|')

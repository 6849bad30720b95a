import { join } from 'node:path'
import { ApiError } from '../contract/apiError.ts'
import { StartError } from '../core/startError.ts'
import { UsageError } from './command/command.ts'
import { readCommandLine } from './command/readCommandLine.ts'
import { showHelp, showOverview } from './command/showHelp.ts'
import { loadCommand, loadCommands, verbNames } from './commands/commands.ts'
import { type Io, print } from './io.ts'
import { processIo } from './processIo.ts'
import { readVersion } from './readVersion.ts'

/** The same from the sources and from the bundle: both lie two folders below. */
const installed = join(import.meta.dirname, '../..')

/** Runs one command line; resolves with the exit code. */
export async function run(args: string[], io: Io = processIo(installed)): Promise<number> {
  const [verb, ...rest] = args
  if (verb === '--help' || verb === '-h' || verb === 'help') {
    return show(io, showOverview(await loadCommands()))
  }
  if (verb === '--version') return show(io, `${readVersion(io.root)}\n`)
  const command = verb === undefined ? null : await loadCommand(verb)
  if (command === null) {
    const seen = verb === undefined ? 'there is none' : `${JSON.stringify(verb)} is none`
    return complain(io, 'receiptscope', `a verb is expected and ${seen}; one of ${verbNames.join(', ')}`, 2)
  }
  const isHelp = rest.some(arg => arg === '--help' || arg === '-h')
  if (isHelp) return show(io, showHelp(command))
  try {
    return await command.run(readCommandLine(command, rest), io)
  } catch (error) {
    const program = `receiptscope ${command.name}`
    if (error instanceof UsageError) return complain(io, program, error.message, 2)
    if (error instanceof StartError) return complain(io, program, `${error.message}. ${error.hint}`, 1)
    if (error instanceof ApiError) {
      const hint = error.hint === null ? '' : ` ${error.hint}`
      return complain(io, program, `${error.message}${hint}`, 1)
    }
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return complain(io, program, `this is a fault of ReceiptScope's own\n${fault}`, 1)
  }
}

async function show({ stdout }: Io, text: string): Promise<number> {
  await print(stdout, text)
  return 0
}

async function complain({ stderr }: Io, program: string, message: string, code: number): Promise<number> {
  await print(stderr, `${program}: ${message}\n`)
  return code
}

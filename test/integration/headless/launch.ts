import { run } from '../../../src/headless/cli.ts'
import { processIo } from '../../../src/headless/processIo.ts'

/** The command line as a process, installed where TEST_ROOT says. */
process.exitCode = await run(process.argv.slice(2), processIo(process.env.TEST_ROOT ?? ''))

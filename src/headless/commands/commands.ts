import type { Command } from '../command/command.ts'
import { doctorCommand } from './doctorCommand.ts'
import { exportCommand } from './exportCommand.ts'
import { importCommand } from './importCommand.ts'
import { replayCommand } from './replayCommand.ts'
import { serveCommand } from './serveCommand.ts'
import { simulateCommand } from './simulateCommand.ts'
import { sqlCommand } from './sqlCommand.ts'
import { statsCommand } from './statsCommand.ts'
import { tailCommand } from './tailCommand.ts'
import { verifyCommand } from './verifyCommand.ts'
import { waitCommand } from './waitCommand.ts'

/** Every verb there is, in the order of the overview. */
export const commands: readonly Command[] = [
  serveCommand,
  simulateCommand,
  tailCommand,
  waitCommand,
  statsCommand,
  sqlCommand,
  exportCommand,
  importCommand,
  replayCommand,
  verifyCommand,
  doctorCommand,
]

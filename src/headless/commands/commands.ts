import type { Command } from '../command/command.ts'
import { serveCommand } from './serveCommand.ts'
import { simulateCommand } from './simulateCommand.ts'
import { tailCommand } from './tailCommand.ts'
import { waitCommand } from './waitCommand.ts'

/** Every verb there is, in the order of the overview. */
export const commands: readonly Command[] = [serveCommand, simulateCommand, tailCommand, waitCommand]

import type { Command } from '../command/command.ts'
import { serveCommand } from './serveCommand.ts'

/** Every verb there is, in the order of the overview. */
export const commands: readonly Command[] = [serveCommand]

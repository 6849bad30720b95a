import type { Command } from '../command/command.ts'

/** Every verb there is, in the order of the overview. Each is loaded where it is asked for: most need little of the program. */
const verbs: Record<string, () => Promise<Command>> = {
  serve: async () => (await import('./serveCommand.ts')).serveCommand,
  simulate: async () => (await import('./simulateCommand.ts')).simulateCommand,
  tail: async () => (await import('./tailCommand.ts')).tailCommand,
  wait: async () => (await import('./waitCommand.ts')).waitCommand,
  stats: async () => (await import('./statsCommand.ts')).statsCommand,
  sql: async () => (await import('./sqlCommand.ts')).sqlCommand,
  export: async () => (await import('./exportCommand.ts')).exportCommand,
  import: async () => (await import('./importCommand.ts')).importCommand,
  replay: async () => (await import('./replayCommand.ts')).replayCommand,
  compensate: async () => (await import('./compensateCommand.ts')).compensateCommand,
  compare: async () => (await import('./compareCommand.ts')).compareCommand,
  verify: async () => (await import('./verifyCommand.ts')).verifyCommand,
  doctor: async () => (await import('./doctorCommand.ts')).doctorCommand,
}
export const verbNames = Object.keys(verbs)

/** Null for a verb there is not. */
export async function loadCommand(verb: string): Promise<Command | null> {
  const load = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  return load === undefined ? null : await load()
}

export const loadCommands = (): Promise<Command[]> => Promise.all(Object.values(verbs).map(load => load()))

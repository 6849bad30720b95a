import { app, shell } from 'electron'
import { type Core, type LogEntry, openCore } from '../core/openCore.ts'
import { StartError } from '../core/startError.ts'
import { keyFile } from './paths.ts'
import { startUtility } from './startUtility.ts'
import type { StartFailure } from './tellStartFailure.ts'
import { unlockDataKey } from './unlockDataKey.ts'
import { words } from './words.ts'

export type Opened = { core: Core } | { failure: StartFailure }

/** Opens the core with what only this host has: the system's keychain, its language, the user's directory. */
export async function openCoreHere(given: {
  dataDirectory: string
  isDemo: boolean
  log: (entry: LogEntry) => void
}): Promise<Opened> {
  const say = words()
  try {
    const dataKey = await unlockDataKey(keyFile())
    if (dataKey.kind === 'locked') {
      return {
        failure:
          dataKey.reason === 'file-damaged'
            ? { message: say.keyDamaged, hint: say.keyDamagedHint(keyFile()) }
            : { message: say.keychainOutOfReach, hint: say.keychainOutOfReachHint(keyFile()) },
      }
    }
    const core = await openCore({
      dataDirectory: given.dataDirectory,
      dataKey: dataKey.key,
      host: 'desktop',
      version: app.getVersion(),
      locale: app.getLocale(),
      secrets: dataKey.secrets,
      simulator: given.isDemo ? 'demo' : 'auto',
      config: null,
      log: given.log,
      startProcess: startUtility,
      openDirectory: async path => {
        const trouble = await shell.openPath(path)
        if (trouble !== '') throw new Error(`${path} could not be opened: ${trouble}`)
      },
    })
    return { core }
  } catch (error) {
    if (error instanceof StartError) {
      return { failure: { message: say.pick(error.said.message), hint: say.pick(error.said.hint) } }
    }
    return {
      failure: { message: error instanceof Error ? error.message : String(error), hint: say.unexpectedHint },
    }
  }
}

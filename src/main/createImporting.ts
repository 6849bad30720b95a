import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { BrowserWindow, dialog, type MessageBoxOptions } from 'electron'
import { fileSource } from '../core/import/fileSource.ts'
import type { ImportProgress, TakeFile } from '../core/import/importInto.ts'
import { ImportError } from '../core/import/readImport.ts'
import { words } from './words.ts'

/** A file that was double-clicked is foreign: it is asked about first, and only its receipts are taken. */
export function createImporting(take: TakeFile, onUnexpected: (error: unknown) => void) {
  const stopping = new AbortController()
  let taking: Promise<unknown> = Promise.resolve()

  async function importFile(path: string): Promise<void> {
    const say = words()
    const name = basename(path)
    const asked = await ask({
      type: 'question',
      message: say.importAsk(name),
      detail: say.importDetail,
      buttons: [say.importDo, say.cancel],
      defaultId: 0,
      cancelId: 1,
    })
    if (asked !== 0) return
    const latest: ImportProgress = { read: 0, added: 0 }
    showProgress(true)
    try {
      const source = fileSource(path, statSync(path).mtimeMs)
      const taken = take(source, progress => Object.assign(latest, progress), stopping.signal)
      taking = taken
      const { read, added } = await taken
      if (stopping.signal.aborted) return
      await ask({ type: 'info', message: say.imported(name, added, read - added) })
    } catch (error) {
      if (!isExpected(error)) onUnexpected(error)
      await ask({
        type: 'error',
        message: say.importFailed(name),
        detail: [error instanceof Error ? error.message : String(error), say.importKept(latest.added)].join(
          '\n',
        ),
      })
    } finally {
      showProgress(false)
    }
  }

  return {
    importFile,
    /** Done when nothing is written any more; what was imported stays. */
    async stop(): Promise<void> {
      stopping.abort()
      await taking.catch(() => {})
    },
  }
}

/** A file that can't be read, or isn't what its name says, is the file's affair. */
const isExpected = (error: unknown) =>
  error instanceof ImportError || (error instanceof Error && 'code' in error)

async function ask(options: MessageBoxOptions): Promise<number> {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options))
  return response
}

function showProgress(isBusy: boolean): void {
  for (const window of BrowserWindow.getAllWindows()) window.setProgressBar(isBusy ? 2 : -1)
}

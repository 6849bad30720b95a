import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { BrowserWindow, dialog, type MessageBoxOptions, type OpenDialogOptions } from 'electron'
import { fileSource } from '../core/import/fileSource.ts'
import { ImportError } from '../core/import/importError.ts'
import type { ImportProgress, TakeFile } from '../core/import/importInto.ts'
import { words } from './words.ts'

/** What an export writes, captures of other programs, and logs of sends. */
const endings = ['ndjson', 'http', 'har', 'json', 'csv']

/** A file that was opened is foreign: it is asked about first, one after the other, and only its receipts are taken. */
export function createImporting(take: TakeFile, onUnexpected: (error: unknown) => void) {
  const stopping = new AbortController()
  let taking: Promise<unknown> = Promise.resolve()
  let last: Promise<void> = Promise.resolve()

  function importFile(path: string): Promise<void> {
    last = last.then(() => importNext(path))
    return last
  }

  async function importNext(path: string): Promise<void> {
    if (stopping.signal.aborted) return
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
    if (asked !== 0 || stopping.signal.aborted) return
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
        detail: [sayTrouble(error), say.importKept(latest.added)].join('\n'),
      })
    } finally {
      showProgress(false)
    }
  }

  return {
    importFile,
    /** Asks which files, and brings in each. */
    async chooseFiles(): Promise<void> {
      const window = frontWindow()
      const asking: OpenDialogOptions = {
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: words().importKinds, extensions: endings }],
      }
      const { canceled, filePaths } = await (window
        ? dialog.showOpenDialog(window, asking)
        : dialog.showOpenDialog(asking))
      if (!canceled) await Promise.all(filePaths.map(importFile))
    },
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

function sayTrouble(error: unknown): string {
  if (error instanceof ImportError) return words().pick(error.said)
  return error instanceof Error ? error.message : String(error)
}

const frontWindow = () => BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]

async function ask(options: MessageBoxOptions): Promise<number> {
  const window = frontWindow()
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options))
  return response
}

function showProgress(isBusy: boolean): void {
  for (const window of BrowserWindow.getAllWindows()) window.setProgressBar(isBusy ? 2 : -1)
}

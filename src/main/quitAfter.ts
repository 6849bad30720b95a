import { app, BrowserWindow, dialog } from 'electron'
import { words } from './words.ts'

/** Longer than this, and whoever is quitting is asked. */
const patience = 8_000
/** Shorter than this, and nothing needs saying. */
const instant = 400

/**
 * Lets the program quit only after `close` is done. What it waits for stands in the windows' titles; after a while there
 * is a choice, since nobody should have to kill it.
 */
export function quitAfter(close: () => Promise<void>): void {
  let state: 'running' | 'closing' | 'closed' = 'running'

  app.on('before-quit', event => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    void finish()
  })

  async function finish(): Promise<void> {
    const closed = close().then(
      () => true,
      error => {
        console.error('ReceiptScope did not close cleanly:', error)
        return true
      },
    )
    const telling = setTimeout(sayWhatIsAwaited, instant)
    while (!(await Promise.race([closed, after(patience)]))) if (await isToQuitNow(closed)) break
    clearTimeout(telling)
    state = 'closed'
    app.quit()
  }
}

function sayWhatIsAwaited(): void {
  for (const window of BrowserWindow.getAllWindows()) {
    window.setTitle(words().quitting)
    window.setProgressBar(2)
  }
}

async function isToQuitNow(closed: Promise<boolean>): Promise<boolean> {
  const say = words()
  const asking = new AbortController()
  void closed.then(() => asking.abort())
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    message: say.quitLate,
    detail: say.quitLateDetail,
    buttons: [say.wait, say.quitNow],
    defaultId: 0,
    cancelId: 0,
    signal: asking.signal,
  })
  return response === 1
}

function after(milliseconds: number): Promise<false> {
  return new Promise(resolve => {
    setTimeout(() => resolve(false), milliseconds)
  })
}

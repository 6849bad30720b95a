import { app, type WebContents } from 'electron'
import { windowUrl } from './appScheme.ts'
import { openExternally } from './openExternally.ts'

/** Pages stay where they are: whatever is created, now or later, may go nowhere and open nothing by itself. */
export function lockNavigation(): void {
  app.on('web-contents-created', (_event, contents) => lock(contents))
}

/** A reload is the one navigation there is. */
const isWindow = (address: string) => address.split('#')[0] === windowUrl

function lock(contents: WebContents): void {
  contents.on('will-navigate', details => {
    if (!isWindow(details.url)) details.preventDefault()
  })
  contents.on('will-frame-navigate', details => {
    if (!details.isMainFrame || !isWindow(details.url)) details.preventDefault()
  })
  contents.on('will-redirect', details => details.preventDefault())
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    openExternally(url)
    return { action: 'deny' }
  })
}

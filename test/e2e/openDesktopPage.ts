import { readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { ipcChannel } from '../../src/contract/ipcEnvelope.ts'
import type { FakeBrowserWindow } from '../unit/main/fake/FakeBrowserWindow.ts'
import type { FakeElectron } from '../unit/main/fakeElectron.ts'

/** What Chromium asks for in the place of `app://receiptscope`, which only Electron can be taught. */
const origin = 'https://receiptscope.test'

/**
 * Shows a window of the stand-in in a real browser: its files come from the host's own protocol handler, with the
 * headers that it sends, and the built preload script connects the page with the host.
 */
export async function openDesktopPage(page: Page, fake: FakeElectron, preloadFile: string): Promise<void> {
  const window = firstWindow(fake)
  await page.route(`${origin}/**`, async route => {
    const answer = await fake.fetchPage(route.request().url().replace(origin, 'app://receiptscope'))
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    })
  })
  await page.exposeFunction('sendToHost', (channel: string, envelope: unknown) => {
    fake.message(window.webContents, channel, [envelope])
  })
  window.webContents.page = {
    receive: (_channel, envelope) => {
      page.evaluate(received => globalThis.receiveFromHost?.(received), envelope).catch(() => {})
    },
  }
  await page.addInitScript(`{
    const require = () => ({
      contextBridge: { exposeInMainWorld: (name, api) => { globalThis[name] = api } },
      ipcRenderer: {
        send: (channel, envelope) => { void globalThis.sendToHost(channel, envelope) },
        on: (channel, listener) => { globalThis.receiveFromHost = envelope => listener({}, envelope) },
      },
    })
    ${readFileSync(preloadFile, 'utf8')}
  }`)
  reportNavigations(page, window)
  window.loadURL = async url => void (await page.goto(url.replace('app://receiptscope', origin)))
  await page.goto(window.loaded[0]?.replace('app://receiptscope', origin) ?? origin)
}

/** The host hears of the page's loads, and of the steps within a page, as from Electron. */
function reportNavigations(page: Page, { webContents }: FakeBrowserWindow): void {
  page.on('request', request => {
    if (!request.isNavigationRequest()) return
    const details = { url: webContents.mainFrame.url, isMainFrame: true, isSameDocument: false, frame: null }
    webContents.happen('did-start-navigation', { ...details, preventDefault() {}, defaultPrevented: false })
    webContents.happen('did-navigate', { preventDefault() {}, defaultPrevented: false }, details.url, 200, '')
  })
  page.on('framenavigated', frame => {
    const url = frame.url().replace(origin, 'app://receiptscope')
    if (frame === page.mainFrame() && url !== webContents.getURL()) webContents.arrive(url, true)
  })
}

function firstWindow({ windows: [window] }: FakeElectron): FakeBrowserWindow {
  if (!window) throw new Error(`no window was opened on "${ipcChannel}"`)
  return window
}

declare global {
  var receiveFromHost: ((envelope: unknown) => void) | undefined
}

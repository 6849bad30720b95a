import { expect, test, vi } from 'vitest'
import { ipcChannel } from '../../../src/contract/ipcEnvelope.ts'
import { FakeWebContents } from './fake/FakeWebContents.ts'
import { preventable } from './fake/preventable.ts'
import type { FakeElectron } from './fakeElectron.ts'
import { firstWindow, keepQuiet, prepareBuiltDesktop, until } from './startBuilt.ts'

const { start, openPageOf } = prepareBuiltDesktop('test-built-refusals')
const ping = (port: string) => ({ port, kind: 'frame', frame: { kind: 'ping' } })

/** What the page in the first window was sent, in order. */
function record(fake: FakeElectron) {
  const received: unknown[] = []
  const bridge = openPageOf(fake)
  bridge.onFrame(envelope => received.push(envelope))
  return { bridge, received }
}

const navigation = (url: string, isMainFrame = true) =>
  preventable({ url, isMainFrame, isSameDocument: false, frame: null })

test('no page goes anywhere, whichever way it tries and whoever created it', async () => {
  const fake = await start()
  const later = new FakeWebContents()
  fake.app.happen('web-contents-created', preventable({}), later as never)
  const elsewhere = [
    'https://example.com/',
    'http://127.0.0.1:8765/',
    'app://receiptscope/index.html',
    'app://other/desktop.html',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,hello',
    'app://receiptscope/desktop.html?x',
  ]
  for (const contents of [firstWindow(fake).webContents, later]) {
    for (const url of elsewhere) {
      for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const) {
        const details = navigation(url)
        contents.happen(event, details)
        expect.soft(details.defaultPrevented, `${event} ${url}`).toBe(true)
      }
    }
    const inFrame = navigation('app://receiptscope/desktop.html', false)
    contents.happen('will-frame-navigate', inFrame)
    expect(inFrame.defaultPrevented).toBe(true)
    const reload = navigation('app://receiptscope/desktop.html#/receipts')
    contents.happen('will-navigate', reload)
    contents.happen('will-frame-navigate', reload)
    expect(reload.defaultPrevented).toBe(false)
    const webview = preventable({})
    contents.happen('will-attach-webview', webview)
    expect(webview.defaultPrevented).toBe(true)
  }
})

test('new windows are denied; only help pages reach the browser', async () => {
  const fake = await start()
  const open = (url: string) => firstWindow(fake).webContents.windowOpenHandler?.({ url } as never)
  const refused = [
    'http://help.aliyun.com/',
    'https://help.aliyun.com.example.com/',
    'https://help.aliyun.com@example.com/',
    'https://user@help.aliyun.com/',
    'https://help.aliyun.com:8443/',
    'https://example.com/?https://help.aliyun.com/',
    'file:///etc/passwd',
    'smb://help.aliyun.com/share',
    'javascript:alert(1)',
    'ms-settings:',
    'not an address',
  ]
  for (const url of refused) expect(open(url)).toEqual({ action: 'deny' })
  expect(fake.opened).toEqual([])
  expect(open('https://help.aliyun.com/zh/sms/')).toEqual({ action: 'deny' })
  expect(fake.opened).toEqual(['https://help.aliyun.com/zh/sms/'])
})

test('every permission is denied but writing to the clipboard, and that in our own page only', async () => {
  const { permissions } = await start()
  const ours = { isMainFrame: true, requestingUrl: 'app://receiptscope/desktop.html' }
  const askers = [ours, { ...ours, isMainFrame: false }, { ...ours, requestingUrl: 'https://example.com/' }]
  const wanted = [
    'clipboard-read',
    'clipboard-sanitized-write',
    'display-capture',
    'fileSystem',
    'geolocation',
    'hid',
    'media',
    'midi',
    'notifications',
    'openExternal',
    'serial',
    'usb',
  ] as const
  for (const permission of wanted) {
    for (const asker of askers) {
      const expected = permission === 'clipboard-sanitized-write' && asker === ours
      expect(permissions.check?.(null, permission, 'app://receiptscope', asker)).toBe(expected)
      const answer = vi.fn()
      permissions.request?.(null as never, permission, answer, asker)
      expect(answer.mock.calls).toEqual([[expected]])
    }
  }
  expect(permissions.device?.({} as never)).toBe(false)
})

test('the scheme serves the built page with its headers, and nothing from beside it', async () => {
  const fake = await start()
  const page = await fake.fetchPage('app://receiptscope/desktop.html')
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('stand-in')
  expect(Object.fromEntries(page.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringMatching(/^default-src 'none'; script-src 'self';/),
  })
  expect(page.headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe|https?:|\*/)
  const script = await fake.fetchPage('app://receiptscope/assets/desktop-1a2B_3.js')
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')

  const outside = [
    'app://receiptscope/../../secret.html',
    'app://receiptscope/..%2f..%2fsecret.html',
    'app://receiptscope/..%5c..%5csecret.html',
    'app://receiptscope/assets/..%2f..%2f..%2fsecret.html',
    'app://receiptscope/%2e%2e/%2e%2e/secret.html',
    'app://receiptscope/desktop.html%00.js',
    'app://receiptscope//etc/passwd',
    'app://receiptscope/',
    'app://receiptscope/assets',
    'app://receiptscope/missing.js',
    'app://other/desktop.html',
  ]
  for (const url of outside) {
    const answer = await fake.fetchPage(url)
    expect.soft(answer.status, url).toBe(404)
    expect.soft(await answer.text(), url).toBe('Not found')
  }
  expect((await fake.fetchPage('app://receiptscope/desktop.html', { method: 'POST' })).status).toBe(404)
})

test('a message is answered only when it comes from the main frame of our own page in our own window', async () => {
  keepQuiet()
  const fake = await start()
  const { received } = record(fake)
  const { webContents } = firstWindow(fake)
  const ours = { url: 'app://receiptscope/desktop.html', parent: null }
  const stranger = new FakeWebContents()
  Object.assign(stranger.mainFrame, ours)
  const toStranger = vi.fn()
  stranger.page = { receive: toStranger }

  fake.message(webContents, ipcChannel, [ping('sub-frame')], { ...ours, parent: ours as never })
  fake.message(webContents, ipcChannel, [ping('foreign')], { ...ours, url: 'https://example.com/' })
  fake.message(webContents, ipcChannel, [ping('blank')], { ...ours, url: 'about:blank' })
  fake.message(webContents, ipcChannel, [ping('lookalike')], { ...ours, url: 'app://receiptscope.evil/x' })
  fake.message(webContents, ipcChannel, [ping('gone')], null)
  fake.message(stranger, ipcChannel, [ping('stranger')])
  for (const nonsense of [undefined, null, 1, 'ping', [], {}, { port: '', kind: 'frame', frame: 1 }])
    fake.message(webContents, ipcChannel, [nonsense])
  fake.message(webContents, ipcChannel, [ping('ours')], ours)

  await until(() => received.length > 0)
  expect(received).toEqual([
    { port: 'ours', kind: 'frame', frame: { kind: 'pong', protocol: expect.any(Number) } },
  ])
  expect(toStranger).not.toHaveBeenCalled()
})

test.each([
  [
    'a reload',
    (contents: FakeWebContents) => {
      contents.happen('did-start-navigation', navigation('app://receiptscope/desktop.html'))
      contents.happen('did-navigate', preventable({}), 'app://receiptscope/desktop.html', 200, '')
    },
  ],
  ['another port of the same page', () => {}],
] as const)('%s closes the port of the page before, for good', async (name, leave) => {
  const fake = await start()
  const { bridge, received } = record(fake)
  bridge.send(ping('first'))
  await until(() => received.length === 1)

  leave(firstWindow(fake).webContents)
  bridge.send(ping('second'))
  await until(() => received.length === 3)
  expect(received.slice(1)).toEqual([
    { port: 'first', kind: 'close', reason: expect.stringMatching(/./) },
    { port: 'second', kind: 'frame', frame: expect.anything() },
  ])
  if (name !== 'a reload') return
  bridge.send(ping('first'))
  bridge.send(ping('third'))
  await until(() => received.length >= 5)
  expect(received.slice(3)).toMatchObject([
    { port: 'second', kind: 'close' },
    { port: 'third', kind: 'frame' },
  ])
})

test('a navigation that is begun and comes to nothing leaves the port open', async () => {
  const fake = await start()
  const { bridge, received } = record(fake)
  bridge.send(ping('first'))
  await until(() => received.length === 1)
  firstWindow(fake).webContents.happen('did-start-navigation', navigation('app://receiptscope/desktop.html'))
  bridge.send(ping('first'))
  await until(() => received.length === 2)
  expect(received).toMatchObject([{ port: 'first' }, { port: 'first', kind: 'frame' }])
})

test('a crash closes the port, says so, and a new page starts afresh', async () => {
  const fake = await start({ answerDialog: () => 0 })
  const { bridge, received } = record(fake)
  const { webContents } = firstWindow(fake)
  bridge.send(ping('first'))
  await until(() => received.length === 1)
  webContents.state = 'crashed'
  webContents.happen('render-process-gone', preventable({}), { reason: 'crashed', exitCode: 5 })
  await until(() => webContents.reloads === 1)
  expect(fake.dialogs[0]?.detail).toContain('crashed')
  webContents.state = 'alive'
  bridge.send(ping('first'))
  bridge.send(ping('second'))
  await until(() => received.length === 2)
  expect(received[1]).toMatchObject({ port: 'second', kind: 'frame' })
})

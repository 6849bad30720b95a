import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { preventable } from './fake/preventable.ts'
import { type FakeElectron, itemsOf } from './fakeElectron.ts'
import { firstWindow, keepQuiet, prepareBuiltDesktop, quit, temporaryDirectory, until } from './startBuilt.ts'

const { start, connect } = prepareBuiltDesktop('test-built-main')

test('takes the lock first, registers the scheme before ready, serves it before a window opens', async () => {
  const fake = await start()
  expect(fake.log.slice(0, 3)).toEqual([
    'app.requestSingleInstanceLock',
    'app.enableSandbox',
    'protocol.registerSchemesAsPrivileged',
  ])
  expect(fake.log.indexOf('protocol.handle app')).toBeLessThan(fake.log.indexOf('new BrowserWindow'))
  expect(fake.registeredSchemes).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
})

test('a second instance touches nothing and ends', async () => {
  const userData = temporaryDirectory()
  const fake = await start({ userData, isFirstInstance: false })
  expect(fake.exitCode()).toBe(0)
  expect(fake.windows).toEqual([])
  expect(fake.registeredSchemes).toEqual([])
  expect(existsSync(join(userData, 'data'))).toBe(false)
  expect(existsSync(join(userData, 'data-key.json'))).toBe(false)
})

test('the first instance comes to the front when a second one was started', async () => {
  const fake = await start()
  const window = firstWindow(fake)
  await until(() => window.isShown)
  window.isShown = false
  fake.app.happen('second-instance', preventable({}), ['ReceiptScope'], '/', null)
  expect(window.isShown).toBe(true)
  expect(fake.windows).toHaveLength(1)
})

test('a link from outside chooses what the window shows, from a second start as from macOS', async () => {
  const fake = await start()
  const { loaded } = firstWindow(fake)
  const link = 'receiptscope://receipt/r-1'
  fake.app.happen('second-instance', preventable({}), ['ReceiptScope', link], '/', null)
  fake.app.happen('second-instance', preventable({}), ['ReceiptScope', link], '/', null)
  const openUrl = preventable({})
  fake.app.happen('open-url', openUrl, 'receiptscope://view?query=status%3Afailed')
  fake.app.happen('open-url', preventable({}), 'receiptscope://elsewhere/%00')
  expect(openUrl.defaultPrevented).toBe(true)
  expect(loaded.slice(1)).toEqual([
    'app://receiptscope/desktop.html#panel=receipts&receipt=r-1',
    'app://receiptscope/desktop.html#panel=receipts&query=status%3Afailed',
  ])
  expect(fake.windows).toHaveLength(1)
})

test('a second start hands over its command line as it was typed, which Chromium sorts', async () => {
  const data = join(temporaryDirectory(), 'given')
  const typed = ['electron', 'receiptscope://receipt/r-1', '--data', data]
  const argv = vi.spyOn(process, 'argv', 'get').mockReturnValue(typed)
  const second = await start({ isFirstInstance: false })
  argv.mockRestore()
  expect(second.handedOver()).toEqual({ argv: typed, workingDirectory: process.cwd() })

  const fake = await start()
  const { loaded } = firstWindow(fake)
  const sorted = ['electron', '--data', 'receiptscope://receipt/r-1', data]
  fake.app.happen('second-instance', preventable({}), sorted, '/', second.handedOver())
  expect(loaded.at(-1)).toContain('#panel=receipts&receipt=r-1')
  const nonsense = [null, 'x', { argv: 'x', workingDirectory: 1 }, { argv: [1], workingDirectory: '/' }]
  for (const [place, handed] of nonsense.entries()) {
    const link = `receiptscope://receipt/r-1${place}`
    fake.app.happen('second-instance', preventable({}), ['electron', link], '/', handed)
    expect(loaded.at(-1)).toContain(`receipt=r-1${place}`)
  }
})

test('a saved capture is asked about, and then its receipts are brought in once', async () => {
  const userData = temporaryDirectory()
  const file = join(userData, 'saved.http')
  const body = '{"send_time":"2026-11-01 10:00:00"}'
  writeFileSync(
    file,
    `POST /notifications HTTP/1.1\r\nHost: a.example\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
  let answer = 1
  const fake = await start({ userData, answerDialog: ({ type }) => (type === 'question' ? answer : 0) })
  const client = connect(fake)
  const imported = async () => (await client.call('receipts.count', { query: 'account:import' })).matching
  const open = () => fake.app.happen('second-instance', preventable({}), ['ReceiptScope', file], '/', null)

  open()
  await until(() => fake.dialogs.length === 1)
  expect(fake.dialogs[0]?.message).toContain('saved.http')
  expect(await imported()).toBe(0)
  answer = 0
  open()
  await until(() => fake.dialogs.length === 3)
  expect(fake.dialogs[2]?.message).toBe('saved.http: 1 new receipt, 0 known already.')
  open()
  await until(() => fake.dialogs.length === 5)
  expect(fake.dialogs[4]?.message).toBe('saved.http: 0 new receipts, 1 known already.')
  expect(await imported()).toBe(1)

  writeFileSync(file, 'neither a request nor an export')
  open()
  await until(() => fake.dialogs.length === 7)
  expect(fake.dialogs[6]).toMatchObject({
    type: 'error',
    detail: expect.stringContaining('Nothing was changed.'),
  })
})

test('a file that is none of ours is refused in the language of the window', async () => {
  const userData = temporaryDirectory()
  const file = join(userData, 'rows.ndjson')
  writeFileSync(file, '{"id":"r1"')
  const fake = await start({ userData, locale: 'zh-CN', answerDialog: () => 0 })
  fake.app.happen('open-file', preventable({}), file)
  await until(() => fake.dialogs.length === 2)
  expect(fake.dialogs[1]?.detail).toBe('第 1 行不是 JSON\n没有改动任何数据。')
})

test('an alert is a notification where no window is looked at, and a click opens its rows', async () => {
  keepQuiet()
  const fake = await start()
  const window = firstWindow(fake)
  const client = connect(fake)
  await client.call('alerts.save', {
    id: null,
    name: 'Anything',
    query: 'kind:report',
    view: null,
    condition: { kind: 'count', atLeast: 1 },
    windowMs: 60_000,
    cooldownMs: 60_000,
    enabled: true,
  })
  await until(() => fake.notifications.length > 0)
  const [notification] = fake.notifications
  expect(notification?.options).toMatchObject({ title: 'Anything', body: expect.stringContaining('1 min') })
  notification?.happen('click')
  expect(window.loaded.at(-1)).toContain('#panel=receipts&query=kind%3Areport')
})

test('its window is isolated, sandboxed, without Node, and shown when there is something to see', async () => {
  const fake = await start()
  const window = firstWindow(fake)
  expect(window.options.show).toBe(false)
  expect(window.options.webPreferences).toEqual({
    preload: expect.stringMatching(/out[\\/]preload[\\/]index\.cjs$/),
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    spellcheck: false,
  })
  expect(existsSync(window.options.webPreferences?.preload ?? '')).toBe(true)
  expect(window.loaded).toEqual(['app://receiptscope/desktop.html'])
  await until(() => window.isShown)
})

test('a window opens where it was closed, if that place can still be reached', async () => {
  const userData = temporaryDirectory()
  const first = await start({ userData })
  firstWindow(first).bounds = { x: 300, y: 200, width: 1000, height: 700 }
  await quit(first)
  const second = await start({ userData })
  expect(firstWindow(second).options).toMatchObject({ x: 300, y: 200, width: 1000, height: 700 })
  await quit(second)
  const elsewhere = await start({ userData, displays: [{ x: 2000, y: 0, width: 1280, height: 760 }] })
  expect(firstWindow(elsewhere).options).toMatchObject({ x: 2000, y: 0, width: 1280, height: 760 })
})

test('a window that filled its display does so again, and is shown only once it has painted', async () => {
  const userData = temporaryDirectory()
  const first = await start({ userData })
  firstWindow(first).maximize()
  await quit(first)
  const second = await start({ userData })
  const window = firstWindow(second)
  await until(() => window.isShown)
  expect(window).toMatchObject({ isFilling: true, wasShownBlank: false })
})

test('many windows stay within reach, each beside the one before', async () => {
  const fake = await start({ displays: [{ x: 0, y: 0, width: 1024, height: 700 }] })
  const item = itemsOf(fake.menus.application).find(({ label }) => label === 'New Window')
  for (let more = 0; more < 40; more++) item?.click?.(item as never, undefined, {} as never)
  const places = fake.windows.map(({ options: { x = 0, y = 0 } }) => ({ x, y }))
  expect(places[1]).toEqual({ x: (places[0]?.x ?? 0) + 32, y: (places[0]?.y ?? 0) + 32 })
  for (const { x, y } of places) {
    expect(x).toBeLessThanOrEqual(1024 - 120)
    expect(y).toBeLessThanOrEqual(700 - 32)
  }
})

test('a window closes although its place can not be kept, and that is logged', async () => {
  keepQuiet()
  const userData = temporaryDirectory()
  const fake = await start({ userData })
  mkdirSync(join(userData, 'desktop.json.next'))
  firstWindow(fake).close()
  await until(() => fake.exitCode() === 0)
  expect(readFileSync(join(userData, 'logs/receiptscope.log'), 'utf8')).toContain('settings: ')
})

test('menus and dialogs wear the theme that was chosen in the window', async () => {
  const fake = await start()
  const client = connect(fake)
  await client.call('preferences.set', { theme: 'light' })
  await until(() => fake.nativeTheme.themeSource === 'light')
  await client.call('preferences.set', { theme: 'pink' })
  await until(() => fake.nativeTheme.themeSource === 'system')
})

test('lost processes are in the log, but for those that were ended', async () => {
  keepQuiet()
  const userData = temporaryDirectory()
  const fake = await start({ userData })
  const gone = { type: 'GPU', serviceName: '', name: 'GPU', exitCode: 9 } as const
  fake.app.happen('child-process-gone', preventable({}), { ...gone, reason: 'crashed' })
  fake.app.happen('child-process-gone', preventable({}), {
    ...gone,
    name: 'ReceiptScope SQL',
    reason: 'killed',
  })
  const log = readFileSync(join(userData, 'logs/receiptscope.log'), 'utf8')
  expect(log).toContain('The process GPU ended: crashed (9)')
  expect(log).not.toContain('ReceiptScope SQL')
})

test('a page reaches the core, and the keychain keeps the key', async () => {
  const userData = temporaryDirectory()
  const fake = await start({ userData })
  expect(await connect(fake).call('app.info', null)).toMatchObject({
    host: 'desktop',
    version: '0.0.0-test',
    secrets: 'keychain',
    locale: 'en-GB',
  })
  expect(Object.keys(JSON.parse(readFileSync(join(userData, 'data-key.json'), 'utf8')))).toEqual(['sealed'])
})

test.each([
  ['missing', 'key-file'],
  ['basic_text', 'plain-text-keychain'],
] as const)('with a keychain that is %s the page is told "%s"', async (keychain, secrets) => {
  const platform = vi.spyOn(process, 'platform', 'get').mockReturnValue('linux')
  try {
    const userData = temporaryDirectory()
    const fake = await start({ userData, keychain })
    expect(await connect(fake).call('app.info', null)).toMatchObject({ secrets })
    expect(JSON.parse(readFileSync(join(userData, 'data-key.json'), 'utf8'))).toEqual({
      plain: expect.any(String),
    })
    await quit(fake)

    const later = await start({ userData })
    expect(await connect(later).call('app.info', null)).toMatchObject({ secrets: 'keychain' })
    expect(readFileSync(join(userData, 'data-key.json'), 'utf8')).not.toContain('plain')
  } finally {
    platform.mockRestore()
  }
})

test.each([
  ['the keychain is gone', (file: string) => readFileSync(file, 'utf8'), 'missing'],
  ['its file is damaged', () => '{"sealed":', 'present'],
  ['its file was sealed for someone else', () => '{"sealed":"b3RoZXI="}', 'present'],
] as const)('a key is never replaced: %s', async (_name, content, keychain) => {
  keepQuiet()
  const userData = temporaryDirectory()
  const file = join(userData, 'data-key.json')
  await quit(await start({ userData }))
  const text = content(file)
  writeFileSync(file, text)

  const fake = await start({ userData, keychain })
  await until(() => fake.exitCode() !== null)
  expect(fake.exitCode()).toBe(1)
  expect(fake.dialogs).toHaveLength(1)
  expect(fake.dialogs[0]?.detail).toContain(file)
  expect(fake.windows).toEqual([])
  expect(readFileSync(file, 'utf8')).toBe(text)
})

test('a data directory that is none is said so, and a retry goes on once it was mended', async () => {
  keepQuiet()
  const userData = temporaryDirectory()
  const data = join(userData, 'data')
  writeFileSync(data, 'a file')
  const fake = await start({
    userData,
    answerDialog: ({ buttons }) => {
      rmSync(data)
      return buttons?.indexOf('Try Again') ?? -1
    },
  })
  await until(() => fake.windows.length > 0)
  expect(fake.dialogs).toMatchObject([{ type: 'error', message: expect.stringContaining('could not start') }])
  expect(fake.dialogs[0]?.message).toContain(data)
})

test('what keeps it from starting is said in the system’s language, with what to do', async () => {
  keepQuiet()
  const userData = temporaryDirectory()
  const data = join(userData, 'data')
  writeFileSync(data, 'a file')
  const fake = await start({ userData, locale: 'zh-CN' })
  await until(() => fake.exitCode() !== null)
  expect(fake.dialogs).toMatchObject([
    {
      message: expect.stringContaining(`数据目录 ${data} 无法写入`),
      detail: expect.stringContaining('请另选一个目录'),
    },
  ])
})

test('closing the last window quits, unless the user chose to keep the monitors running', async () => {
  const fake = await start()
  const items = fake.menus.application.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
  const keepRunning = items.find(({ type }) => type === 'checkbox')
  expect(keepRunning?.checked).toBe(false)
  const choose = (checked: boolean) => keepRunning?.click?.({ checked } as never, undefined, {} as never)

  choose(true)
  firstWindow(fake).close()
  expect(fake.windows).toEqual([])
  expect(fake.exitCode()).toBeNull()
  expect(fake.trays).toHaveLength(1)
  fake.trays[0]?.happen('click')
  expect(fake.windows).toHaveLength(1)

  choose(false)
  firstWindow(fake).close()
  await until(() => fake.exitCode() === 0)
})

test('keeps everything in the directory it is given, or says that it can’t', async () => {
  keepQuiet()
  const data = join(temporaryDirectory(), 'given')
  const argv = vi.spyOn(process, 'argv', 'get').mockReturnValue(['electron', '.', '--data', data])
  try {
    await quit(await start())
    expect(existsSync(join(data, 'receipts.db'))).toBe(true)
    expect(existsSync(join(data, 'desktop/data-key.json'))).toBe(true)

    rmSync(data, { recursive: true })
    writeFileSync(data, 'a file')
    const fake = await start()
    expect(fake.exitCode()).toBe(1)
    expect(fake.dialogs[0]?.detail).toContain(data)
    expect(fake.log).not.toContain('app.requestSingleInstanceLock')
    expect(readFileSync(data, 'utf8')).toBe('a file')
  } finally {
    argv.mockRestore()
  }
})

test('quits only after the core is closed', async () => {
  const userData = temporaryDirectory()
  const fake = await start({ userData })
  await connect(fake).call('app.info', null)
  const openFiles = () => globSync('data/*-{wal,shm}', { cwd: userData })
  expect(openFiles()).not.toEqual([])
  const atTheEnd: string[][] = []
  fake.app.on('will-quit', () => atTheEnd.push(openFiles()))
  fake.app.quit()
  expect(fake.exitCode()).toBeNull()
  await until(() => fake.exitCode() === 0)
  expect(atTheEnd).toEqual([[]])
})

test('the machine’s end waits for the core, as far as it waits for anyone', async () => {
  const userData = temporaryDirectory()
  const fake = await start({ userData })
  await connect(fake).call('app.info', null)
  const end = preventable({})
  fake.powerMonitor.happen('shutdown', end)
  expect(end.defaultPrevented).toBe(true)
  await until(() => fake.exitCode() === 0)
  expect(globSync('data/*-{wal,shm}', { cwd: userData })).toEqual([])
})

test('speaks the system language around the window', async () => {
  const fake = await start({ locale: 'zh-CN' })
  expect(fake.menus.application.map(({ label }) => label)).toContain('文件')
  expect(fake.trays[0]?.toolTip).toMatch(/监听/)
})

test('speaks the language that was chosen in the window, from then on and after a restart', async () => {
  const userData = temporaryDirectory()
  const labels = (fake: FakeElectron) => fake.menus.application.map(({ label }) => label)
  const first = await start({ userData })
  expect(labels(first)).toContain('File')
  await connect(first).call('preferences.set', { language: 'zh-CN' })
  await until(() => labels(first).includes('文件'))
  await until(() => /监听/.test(first.trays[0]?.toolTip ?? ''))
  await quit(first)
  const second = await start({ userData })
  await until(() => labels(second).includes('文件'))
  const client = connect(second)
  await client.call('preferences.set', { language: 'en' })
  await until(() => labels(second).includes('File'))
  await client.call('preferences.set', { language: 'system' })
  expect(labels(second)).toContain('File')
})

test('monitors rest while the machine sleeps, go on when it wakes, and know their secret after a restart', async () => {
  // The built-in simulator and its monitors make way for the account.
  const userData = temporaryDirectory()
  const fake = await start({ userData })
  const client = connect(fake)
  const account = await client.call('accounts.save', {
    id: null,
    name: 'nobody listens there',
    endpoint: 'http://127.0.0.1:9',
    apiEndpoint: null,
    region: null,
    accessKeyId: 'id',
    accessKeySecret: 'a-planted-secret',
    securityToken: null,
    credentials: 'accessKey',
    signature: 'v2',
  })
  const { id } = await client.call('monitors.save', {
    account: account.id,
    queue: 'orders',
    type: 'SmsReport',
    mode: 'peek',
    parallel: 1,
  })
  await client.call('monitors.start', { id })
  const tray = () => fake.trays[0]?.toolTip ?? ''
  await until(() => tray().includes('1 monitor running'))
  fake.powerMonitor.happen('suspend')
  await until(() => tray().includes('no monitor is running'))
  fake.powerMonitor.happen('resume')
  await until(() => tray().includes('1 monitor running'))
  const pause = fake.trays[0]?.menu.find(({ type }) => type === 'checkbox')
  pause?.click?.({ checked: true } as never, undefined, {} as never)
  expect(tray()).toContain('paused')
  fake.powerMonitor.happen('suspend')
  fake.powerMonitor.happen('resume')
  expect(tray()).toContain('paused')
  await quit(fake)

  const again = await start({ userData })
  await until(() => again.trays[0]?.toolTip.includes('1 monitor running'))
  const files = globSync('**/*', { cwd: userData, withFileTypes: true }).filter(entry => entry.isFile())
  expect(files.length).toBeGreaterThan(2)
  for (const { parentPath, name } of files)
    expect(readFileSync(join(parentPath, name)).includes('a-planted-secret'), name).toBe(false)
})

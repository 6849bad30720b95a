import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MenuItemConstructorOptions } from 'electron'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type FakeElectron, itemsOf } from './fakeElectron.ts'
import { firstWindow, prepareBuiltDesktop, temporaryDirectory, until } from './startBuilt.ts'

const { start, connect } = prepareBuiltDesktop('test-built-menu')

function on(platform: NodeJS.Platform): void {
  const spy = vi.spyOn(process, 'platform', 'get').mockReturnValue(platform)
  onTestFinished(() => spy.mockRestore())
}
function menu(fake: FakeElectron, label: string): MenuItemConstructorOptions[] {
  const found = fake.menus.application.find(item => item.label === label)
  if (!Array.isArray(found?.submenu)) throw new Error(`there is no menu ${label}`)
  return found.submenu
}
const labels = (items: MenuItemConstructorOptions[]) => items.flatMap(({ label }) => label ?? [])
const marked = (fake: FakeElectron) => labels(itemsOf(fake.menus.application).filter(item => item.checked))
function click(fake: FakeElectron, label: string): void {
  const item = itemsOf(fake.menus.application).find(item => item.label === label)
  if (item?.type === 'checkbox') item.checked = !item.checked
  item?.click?.(item as never, undefined, {} as never)
}

test('every panel is in the View menu with its keys, which the page answers to; a click goes there without a reload', async () => {
  const fake = await start()
  const window = firstWindow(fake)
  await until(() => window.isShown)
  expect(menu(fake, 'View').filter(({ id }) => id)).toMatchObject(
    [
      ['Receipts', 'CommandOrControl+1'],
      ['SQL Console'],
      ['Pushes', 'CommandOrControl+2'],
      ['Signature Bench', 'CommandOrControl+3'],
      ['Queues and Topics', 'CommandOrControl+4'],
      ['Simulator', 'CommandOrControl+5'],
      ['Insights', 'CommandOrControl+6'],
      ['Sends and Receipts', 'CommandOrControl+8'],
    ].map(([label, accelerator]) => ({
      label,
      type: 'checkbox',
      ...(accelerator && { accelerator, registerAccelerator: false }),
    })),
  )
  expect(marked(fake)).toEqual(['Receipts'])

  window.webContents.arrive('app://receiptscope/desktop.html#panel=receipts&query=status%3Afailed', true)
  click(fake, 'Pushes')
  expect(window.loaded.at(-1)).toBe('app://receiptscope/desktop.html#panel=pushes&query=status%3Afailed')
  expect(window.pages).toBe(1)
  expect(marked(fake)).toEqual(['Pushes'])
  click(fake, 'Pushes')
  expect(marked(fake)).toEqual(['Pushes'])
  click(fake, 'Settings…')
  expect(window.loaded.at(-1)).toContain('#panel=settings&query=')
  expect(marked(fake)).toEqual([])
})

test('the marks follow the window that is used, and its panel as it is changed in the page', async () => {
  const fake = await start()
  const first = firstWindow(fake)
  await until(() => first.isShown)
  first.focus()
  click(fake, 'New Window')
  const [, second] = fake.windows
  if (!second) throw new Error('no second window was opened')
  second.focus()
  second.webContents.arrive('app://receiptscope/desktop.html#panel=bench', true)
  expect(marked(fake)).toEqual(['Signature Bench'])
  first.focus()
  expect(marked(fake)).toEqual(['Receipts'])
  click(fake, 'Simulator')
  expect(first.loaded.at(-1)).toContain('#panel=simulator')
  expect(second.webContents.getURL()).toContain('#panel=bench')
  first.close()
  expect(marked(fake)).toEqual(['Signature Bench'])
})

test('a panel chosen while there is no window opens one there', async () => {
  const fake = await start()
  click(fake, 'Keep Running When Windows Are Closed')
  firstWindow(fake).close()
  expect(marked(fake)).toEqual(['Keep Running When Windows Are Closed'])
  click(fake, 'Insights')
  expect(firstWindow(fake).loaded).toEqual(['app://receiptscope/desktop.html#panel=insights'])
})

test('keys that were chosen in the window stand in the menu, in the language that was chosen there', async () => {
  const fake = await start()
  await connect(fake).call('preferences.set', {
    language: 'zh-CN',
    shortcuts: { showPushes: ['Mod+Shift+p'], showBench: [], showQueues: ['g'] },
  })
  await until(() => fake.menus.application.some(({ label }) => label === '视图'))
  const keys = Object.fromEntries(
    menu(fake, '视图').flatMap(({ id, label, accelerator }) => (id ? [[label, accelerator]] : [])),
  )
  expect(keys).toMatchObject({ 回执: 'CommandOrControl+1', 推送: 'CommandOrControl+Shift+P' })
  expect(keys.签名工作台).toBeUndefined()
  expect(keys.队列与主题).toBeUndefined()
})

test.each(['en-GB', 'zh-CN'])(
  'no item is left to Electron’s own words, which are English: %s',
  async locale => {
    on('darwin')
    const fake = await start({ locale })
    const items = itemsOf(fake.menus.application).filter(({ type }) => type !== 'separator')
    expect(items.length).toBeGreaterThan(30)
    for (const item of items)
      expect(item.label, item.role).toMatch(
        locale === 'zh-CN' ? /\p{Script=Han}|^ReceiptScope$/u : /^[ -~…]+$/,
      )
  },
)

test('macOS has the app’s own menu first: about, settings, services, hiding, quitting', async () => {
  on('darwin')
  const fake = await start()
  expect(labels(fake.menus.application)).toEqual(['ReceiptScope', 'File', 'Edit', 'View', 'Window', 'Help'])
  const own = menu(fake, 'ReceiptScope')
  expect(own.flatMap(({ role, id }) => role ?? id ?? [])).toEqual([
    'about',
    'place.settings',
    'services',
    'hide',
    'hideOthers',
    'unhide',
    'quit',
  ])
  expect(own.find(({ id }) => id === 'place.settings')?.accelerator).toBe('CommandOrControl+,')
  expect(menu(fake, 'File').map(({ role }) => role)).not.toContain('quit')
  expect(menu(fake, 'Help').map(({ role }) => role)).not.toContain('about')
  const roles = fake.menus.application.map(({ role }) => role)
  expect(roles.slice(4)).toEqual(['window', 'help'])
})

test.each(['win32', 'linux'] as const)(
  '%s has settings and the end in File, about in Help',
  async platform => {
    on(platform)
    const fake = await start()
    expect(labels(fake.menus.application)).toEqual(['File', 'Edit', 'View', 'Window', 'Help'])
    expect(labels(menu(fake, 'File'))).toEqual([
      'New Window',
      'Import…',
      'Keep Running When Windows Are Closed',
      'Settings…',
      'Quit ReceiptScope',
    ])
    expect(menu(fake, 'Help').map(({ role }) => role)).toContain('about')
    click(fake, 'SMS and MNS Documentation')
    expect(fake.opened).toEqual([expect.stringMatching(/^https:\/\/help\.aliyun\.com\//)])
  },
)

test('Import… brings in the files that are chosen, asking about one after the other', async () => {
  const directory = temporaryDirectory()
  const files = ['one', 'two'].map(name => join(directory, `${name}.http`))
  for (const file of files)
    writeFileSync(file, 'POST /notifications HTTP/1.1\r\nHost: a.example\r\nContent-Length: 2\r\n\r\n{}')
  const fake = await start({
    choosesFiles: files,
    answerDialog: () => 0,
  })
  click(fake, 'Import…')
  await until(() => fake.dialogs.length === 4)
  expect(fake.dialogs.map(({ message }) => message)).toEqual([
    'Import the receipts of one.http?',
    expect.stringContaining('one.http: 1 new receipt'),
    'Import the receipts of two.http?',
    expect.stringMatching(/^two\.http: \d new/),
  ])
})

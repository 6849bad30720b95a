import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createFakeElectron, type FakeElectron, itemsOf } from '../unit/main/fakeElectron.ts'
import { importWithFake } from '../unit/main/importWithFake.ts'
import { expectRows, setAlert } from './journeys/alertJourney.ts'
import { watchReceipts } from './journeys/receiptsJourney.ts'
import { launchBrowser } from './launchBrowser.ts'
import { openDesktopPage } from './openDesktopPage.ts'
import { removeTemporaryDirectories, temporaryDirectory } from './startProduct.ts'

const out = join(import.meta.dirname, '../../out')
const argv = process.argv
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  process.argv = argv
  removeTemporaryDirectories()
})

test('the built window on the built desktop host, with only Electron between them replaced: the same journey', async () => {
  process.argv = ['electron', '.', '--demo']
  const fake = createFakeElectron({ userData: temporaryDirectory(), locale: 'en-US' })
  await importWithFake(join(out, 'main/index.js'), fake.exports)
  await fake.becomeReady()
  await vi.waitUntil(() => fake.windows.length > 0, { timeout: 20_000 })

  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(String(error)))
  await openDesktopPage(page, fake, join(out, 'preload/index.cjs'))
  await watchReceipts(page)
  await goByMenu(page, fake)
  await page.keyboard.press('Control+1')
  await setAlert(page)
  await vi.waitUntil(() => fake.notifications.length > 0, { timeout: 60_000 })
  expect(fake.notifications[0]?.options.title).toBe('Failures at last')
  fake.notifications[0]?.happen('click')
  await expectRows(page)
  expect(complaints).toEqual([])

  fake.app.quit()
  await vi.waitUntil(() => fake.exitCode() !== null, { timeout: 20_000 })
  expect(fake.exitCode()).toBe(0)
  await context.close()
}, 120_000)

/** The menu goes to a panel of the page, its mark follows the page, and the panel survives a reload. */
async function goByMenu(page: Page, fake: FakeElectron): Promise<void> {
  const item = (place: string) => itemsOf(fake.menus.application).find(({ id }) => id === `place.${place}`)
  const bench = item('bench')
  bench?.click?.(bench as never, undefined, {} as never)
  await page.getByRole('navigation', { name: 'Panels' }).locator('[aria-current="page"]').waitFor()
  await expect.poll(() => shownPanel(page)).toBe('Signature bench')
  expect(await page.title()).toBe('Signature bench · ReceiptScope')
  await page.keyboard.press('Control+5')
  await expect.poll(() => item('simulator')?.checked).toBe(true)
  expect(item('bench')?.checked).toBe(false)
  await page.reload()
  await expect.poll(() => shownPanel(page)).toBe('Simulator')
}

const shownPanel = (page: Page) =>
  page.getByRole('navigation', { name: 'Panels' }).locator('[aria-current="page"]').getAttribute('aria-label')

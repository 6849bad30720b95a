import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createFakeElectron } from '../unit/main/fakeElectron.ts'
import { importWithFake } from '../unit/main/importWithFake.ts'
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
  expect(complaints).toEqual([])

  fake.app.quit()
  await vi.waitUntil(() => fake.exitCode() !== null, { timeout: 20_000 })
  expect(fake.exitCode()).toBe(0)
  await context.close()
})

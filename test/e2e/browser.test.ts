import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { watchReceipts } from './journeys/receiptsJourney.ts'
import { launchBrowser } from './launchBrowser.ts'
import { type Product, removeTemporaryDirectories, startProduct } from './startProduct.ts'

let browser: Browser
let product: Product

beforeAll(async () => {
  ;[browser, product] = await Promise.all([launchBrowser(), startProduct(['--demo'])])
})

afterAll(async () => {
  await browser?.close()
  expect(await product?.stop()).toBe(0)
  removeTemporaryDirectories()
})

/** A page of its own profile; what the page's console complains of fails the test. */
async function openWindow() {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(String(error)))
  await page.goto(product.ready.url)
  return { page, complaints, close: () => context.close() }
}

test('receipts arrive, one is opened, the view pauses, is filtered by phone and survives a reload', async () => {
  const { page, complaints, close } = await openWindow()
  await watchReceipts(page)
  expect(complaints).toEqual([])
  expect(page.url()).not.toContain(product.ready.token)
  await close()
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readChinese } from './journeys/chineseJourney.ts'
import { findEnglish } from './journeys/findEnglish.ts'
import { launchBrowser } from './launchBrowser.ts'
import { type Product, removeTemporaryDirectories, startProduct, temporaryDirectory } from './startProduct.ts'

const nobody = {
  accounts: [
    { name: 'nobody', endpoint: 'http://127.0.0.1:9', accessKeyId: 'id', accessKeySecret: 'secret' },
  ],
  monitors: [{ account: 'nobody', queue: 'Alicom-Queue-0-SmsReport' }],
}

let browser: Browser
let product: Product

beforeAll(async () => {
  const config = join(temporaryDirectory(), 'config.json')
  writeFileSync(config, JSON.stringify(nobody))
  product = await startProduct(['--demo', '--config', config])
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  expect(await product?.stop()).toBe(0)
  removeTemporaryDirectories()
})

async function openIn(locale: string) {
  const context = await browser.newContext({ locale, viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(product.ready.url)
  await page.locator('tr[data-seq]').first().waitFor()
  return { page, close: () => context.close() }
}

test('sentences of a window in English are found, so that none of another can hide', async () => {
  const { page, close } = await openIn('en-US')
  await page.keyboard.press('Control+3')
  await page.getByRole('region', { name: 'Signature bench' }).waitFor()
  expect((await findEnglish(page)).length).toBeGreaterThan(5)
  await close()
})

test('a Chinese window says no sentence in English, whatever goes wrong in it', async () => {
  const { page, close } = await openIn('zh-CN')
  await readChinese(page)
  await close()
})

import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findSerious } from './journeys/findSerious.ts'
import { launchBrowser } from './launchBrowser.ts'
import { panels, type Scene, scenes } from './screenshotScenes.ts'
import { removeTemporaryDirectories, startProduct } from './startProduct.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  removeTemporaryDirectories()
})

/** Those that end the program or wait for a retry are looked at where they are tested. */
const elsewhere = ['core-lost', 'disk-gone', 'compare-attempts']

type Look = [name: string, show: Scene['show']]

const looksOn = (on: Scene['on']): Look[] =>
  Object.entries(scenes)
    .filter(([name, scene]) => scene.on === on && !elsewhere.includes(name))
    .map(([name, { show }]) => [name, show])

const starts: { on: Scene['on']; args: string[]; looks: Look[] }[] = [
  { on: 'empty', args: ['--no-simulator'], looks: looksOn('empty') },
  { on: 'demo', args: ['--demo'], looks: [...Object.entries(panels), ...looksOn('demo')] },
]

test.each(starts)(
  'axe finds nothing serious in any scene of a dark Chinese window: $on',
  async ({ on, args, looks }) => {
    const product = await startProduct(['--port', '0', ...args])
    const found: Record<string, string[]> = {}
    for (const [name, show] of looks) {
      const options = { locale: 'zh-CN', colorScheme: 'dark', reducedMotion: 'reduce' } as const
      const context = await browser.newContext(options)
      const page: Page = await context.newPage()
      await page.goto(product.ready.url)
      await page
        .locator(on === 'demo' ? 'tr[data-seq]' : '.receipts-list')
        .first()
        .waitFor()
      if (on === 'demo') await page.locator('tr[data-seq]').nth(10).waitFor()
      await show(page, product)
      const serious = await findSerious(page)
      if (serious.length > 0) found[name] = serious
      await context.close()
    }
    await product.stop()
    expect(found).toEqual({})
  },
  600_000,
)

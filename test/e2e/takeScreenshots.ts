import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright'
import { launchBrowser } from './launchBrowser.ts'
import { panels, type Scene, scenes } from './screenshotScenes.ts'
import { type Product, removeTemporaryDirectories, startProduct } from './startProduct.ts'

/**
 * Every panel in both themes, both languages and two widths, and every scene in two windows, to be looked at:
 * `npm run screenshots -- [directory] [panel or scene]`.
 */

const [directory = 'screenshots', only = ''] = process.argv.slice(2)

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 820, height: 900 } } as const

const problems: string[] = []

async function takeAll(url: string, browser: Browser): Promise<void> {
  for (const locale of ['en-US', 'zh-CN']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [size, viewport] of Object.entries(sizes)) {
        const context = await browser.newContext({ locale, colorScheme, viewport })
        const page = await openWindow(context, url)
        await page.locator('tr[data-seq]').nth(10).waitFor()
        for (const [name, open] of Object.entries(panels)) {
          if (!name.startsWith(only)) continue
          await take(page, [name, locale.slice(0, 2), colorScheme, size].join('-'), () => open(page))
          await page.keyboard.press('Escape')
        }
        await context.close()
      }
    }
  }
}

const windows = {
  'en-light-wide': { locale: 'en-US', colorScheme: 'light', viewport: sizes.wide },
  'zh-dark-narrow': { locale: 'zh-CN', colorScheme: 'dark', viewport: sizes.narrow },
} as const

/** One scene after the other; what a scene stops is started again for the next. */
async function takeScenes(on: Scene['on'], args: string[], browser: Browser): Promise<void> {
  const wanted = Object.entries(scenes).filter(([name, scene]) => scene.on === on && name.startsWith(only))
  for (const [kind, options] of Object.entries(windows)) {
    let product: Product | null = null
    for (const [name, { show }] of wanted) {
      product ??= await startProduct(['--port', '0', ...args])
      const running = product
      const context = await browser.newContext(options)
      const page = await openWindow(context, running.ready.url)
      await page
        .locator(on === 'demo' ? 'tr[data-seq]' : '.first-choice')
        .nth(2)
        .waitFor()
      await take(page, `${name}-${kind}`, () => show(page, running))
      await context.close()
      if (running.process.signalCode !== null) product = null
    }
    await product?.stop()
  }
}

async function openWindow(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  page.on('pageerror', error => problems.push(String(error)))
  await page.goto(url)
  return page
}

async function take(page: Page, name: string, show: () => Promise<void>): Promise<void> {
  try {
    await show()
    // Charts and lists come a moment after their frame.
    await page.waitForTimeout(600)
  } catch (error) {
    problems.push(`${name}: ${String(error).split('\n')[0]}`)
  }
  await page.screenshot({ path: join(directory, `${name}.png`) })
}

mkdirSync(directory, { recursive: true })
const product = await startProduct(['--demo'])
const browser = await launchBrowser()
try {
  await takeAll(product.ready.url, browser)
} finally {
  await product.stop()
}
try {
  await takeScenes('empty', ['--no-simulator'], browser)
  await takeScenes('demo', ['--demo'], browser)
} finally {
  await browser.close()
  removeTemporaryDirectories()
}
for (const problem of problems) process.stderr.write(`${problem}\n`)
process.exitCode = problems.length === 0 ? 0 : 1

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { launchBrowser } from './launchBrowser.ts'
import { removeTemporaryDirectories, startProduct } from './startProduct.ts'

/** Every panel in both themes, both languages and two widths, to be looked at: `npm run screenshots -- [directory] [panel]`. */

const [directory = 'screenshots', only = ''] = process.argv.slice(2)

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 820, height: 900 } } as const

const panels: Record<string, (page: Page) => Promise<void>> = {
  receipts: async page => {
    await page.keyboard.press('Control+1')
    await page.locator('tr[data-seq]').nth(3).click()
    await page.getByRole('tab').nth(3).waitFor()
  },
  sql: async page => {
    await page.keyboard.press('Control+1')
    await page.keyboard.press('q')
    await page.locator('.sql-examples button').nth(2).click()
    await page.keyboard.press('Control+Enter')
    await page.locator('.sql-grid').waitFor()
  },
  pushes: async page => {
    await page.keyboard.press('Control+2')
    await page.locator('.pushes .button-main').first().click()
    await page.locator('.pushes-message').first().waitFor()
  },
  bench: async page => {
    await page.keyboard.press('Control+3')
    await page.locator('.bench').waitFor()
  },
  queues: async page => {
    await page.keyboard.press('Control+4')
    await page.locator('.name-list-item').first().click()
    await page.locator('.queues-detail').waitFor()
  },
  simulator: async page => {
    await page.keyboard.press('Control+5')
    await page.getByRole('tab').nth(1).click()
  },
  insights: async page => {
    await page.keyboard.press('Control+6')
    await page.locator('.key-figures').waitFor()
  },
  reconcile: async page => {
    await page.keyboard.press('Control+8')
    const log = `phone,biz_id,send_time,template,note\n13812345678,b1,${Date.now() - 3_600_000},SMS_1,x\n`
    const picker = page.locator('.reconcile-drop input')
    const file = { name: 'sends.csv', mimeType: 'text/csv', buffer: Buffer.from(log) }
    await picker.setInputFiles(file)
    await page.locator('.reconcile .button-main').first().click()
    await page.locator('.reconcile-sends').waitFor()
    await page.locator('.reconcile .button-main').last().click()
    await picker.setInputFiles(file)
    await page.locator('.reconcile-columns').waitFor()
    await page.locator('.reconcile .panel-card:has(.segmented) .button').first().click()
    await page.locator('.reconcile tbody').last().waitFor()
  },
  settings: async page => {
    await page.keyboard.press('Control+7')
    await page.locator('.settings-section').first().waitFor()
  },
  palette: async page => {
    await page.keyboard.press('Control+1')
    await page.keyboard.press('Control+k')
  },
}

const problems: string[] = []

async function takeAll(url: string, browser: Browser): Promise<void> {
  for (const locale of ['en-US', 'zh-CN']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [size, viewport] of Object.entries(sizes)) {
        const context = await browser.newContext({ locale, colorScheme, viewport })
        const page = await context.newPage()
        page.on('pageerror', error => problems.push(String(error)))
        await page.goto(url)
        await page.locator('tr[data-seq]').nth(10).waitFor()
        for (const [name, open] of Object.entries(panels)) {
          if (!name.startsWith(only)) continue
          const file = [name, locale.slice(0, 2), colorScheme, size].join('-')
          try {
            await open(page)
            // Charts and lists of a panel come a moment after its frame.
            await page.waitForTimeout(600)
          } catch (error) {
            problems.push(`${file}: ${String(error).split('\n')[0]}`)
          }
          await page.screenshot({ path: join(directory, `${file}.png`) })
          await page.keyboard.press('Escape')
        }
        await context.close()
      }
    }
  }
}

mkdirSync(directory, { recursive: true })
const product = await startProduct(['--demo'])
try {
  const browser = await launchBrowser()
  await takeAll(product.ready.url, browser)
  await browser.close()
} finally {
  await product.stop()
  removeTemporaryDirectories()
}
for (const problem of problems) process.stderr.write(`${problem}\n`)
process.exitCode = problems.length === 0 ? 0 : 1

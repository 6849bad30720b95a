import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { findSerious } from './journeys/findSerious.ts'
import { launchBrowser } from './launchBrowser.ts'
import { removeTemporaryDirectories, startProduct, temporaryDirectory } from './startProduct.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  removeTemporaryDirectories()
})

/** A page that would show if it had been loaded anew. */
async function openWindow(url: string, locale = 'en-US'): Promise<Page> {
  const context = await browser.newContext({ locale, viewport: { width: 900, height: 700 } })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto(url)
  await page.locator('.receipts-list').waitFor()
  await page.evaluate(() => document.body.setAttribute('data-first-load', ''))
  return page
}

const wasNotReloaded = (page: Page) => page.locator('body[data-first-load]').count()

/** The style sheets that the page asked for in vain; the rules of such a one can't be read. */
const unstyled = (page: Page) =>
  page.evaluate(() =>
    [...document.styleSheets].flatMap(sheet => {
      try {
        return sheet.cssRules.length === 0 ? [sheet.href] : []
      } catch {
        return [sheet.href]
      }
    }),
  )

async function startHere(args: string[], directory?: string) {
  const product = await startProduct(args, directory)
  onTestFinished(async () => {
    await product.stop()
  })
  return product
}

const firstSeq = (page: Page) =>
  page
    .locator('tr[data-seq]')
    .first()
    .getAttribute('data-seq')
    .then(seq => Number(seq))

test('killed and started again on its port: the window says so and goes on by itself', async () => {
  const first = await startHere(['--demo', '--port', '0'])
  const page = await openWindow(first.ready.url)
  await page.locator('tr[data-seq]').first().waitFor()
  const before = await firstSeq(page)
  first.process.kill('SIGKILL')
  await once(first.process, 'exit')
  const alert = page.getByRole('alert')
  await alert.getByText('The connection to ReceiptScope was lost:').waitFor()
  await alert.getByText('start it again').waitFor()
  expect(await findSerious(page)).toEqual([])
  expect(await page.locator('tr[data-seq]').count()).toBeGreaterThan(0)
  // A panel that was never shown comes from the program too.
  await page.keyboard.press('Control+5')
  await page.getByText('This part of the window is not loaded yet.').waitFor()
  expect(await findSerious(page)).toEqual([])

  await startHere(['--demo', '--port', new URL(first.ready.url).port], first.dataDirectory)
  await alert.waitFor({ state: 'detached' })
  await page.getByRole('region', { name: 'Simulator', exact: true }).waitFor()
  expect(await unstyled(page)).toEqual([])
  await page.keyboard.press('Control+1')
  await expect.poll(() => firstSeq(page)).toBeGreaterThan(before)
  expect(await wasNotReloaded(page)).toBe(1)
})

test('a token that is refused is asked for, and the right one lets the same window in', async () => {
  const first = await startHere(['--no-simulator', '--port', '0'])
  const page = await openWindow(first.ready.url, 'zh-CN')
  await first.stop()
  const second = await startHere(['--no-simulator', '--port', new URL(first.ready.url).port])
  const alert = page.getByRole('alert')
  await alert.getByText('ReceiptScope 拒绝了此窗口。').waitFor()
  expect(await findSerious(page)).toEqual([])
  const field = alert.getByLabel('地址或令牌')
  await field.fill('guessed')
  await field.press('Enter')
  await alert.getByText('令牌不正确').waitFor()
  await field.fill(second.ready.url)
  await field.press('Enter')
  await alert.waitFor({ state: 'detached' })
  expect(await wasNotReloaded(page)).toBe(1)
})

test('the endpoint’s port is taken: the window says by whom it is, and the endpoint listens once it is free', async () => {
  const other = createServer()
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const config = join(temporaryDirectory(), 'config.json')
  writeFileSync(config, JSON.stringify({ endpoint: { port } }))
  const product = await startHere(['--no-simulator', '--port', '0', '--config', config])
  const page = await openWindow(product.ready.url)
  const alert = page.getByRole('alert')
  await alert.getByText(`Port ${port} of 127.0.0.1 is taken by another program`).waitFor()
  await alert.getByRole('button', { name: 'Use any free port' }).waitFor()
  expect(await findSerious(page)).toEqual([])
  await new Promise(resolve => other.close(resolve))
  await alert.waitFor({ state: 'detached' })
  expect((await fetch(`http://127.0.0.1:${port}/notifications`, { method: 'POST', body: '{}' })).status).toBe(
    400,
  )
})

test('the data directory is moved away and back: nothing is called stored in between', async () => {
  const product = await startHere(['--demo', '--port', '0'])
  const page = await openWindow(product.ready.url)
  await page.locator('tr[data-seq]').first().waitFor()
  renameSync(product.dataDirectory, `${product.dataDirectory}-moved`)
  const alert = page.getByRole('alert')
  await alert.getByText('the folder was removed or moved').waitFor()
  const push = () => fetch(product.ready.endpoint, { method: 'POST', body: '[{"phone_number":"1"}]' })
  await expect.poll(async () => (await push()).status).toBeGreaterThanOrEqual(500)
  expect(await findSerious(page)).toEqual([])
  renameSync(`${product.dataDirectory}-moved`, product.dataDirectory)
  await alert.waitFor({ state: 'detached' })
  const before = await firstSeq(page)
  await expect.poll(() => firstSeq(page)).toBeGreaterThan(before)
})

const limits = spawnSync('prlimit', ['--version']).status === 0

// A limit on the size of files is the one way to fill a disk that needs neither a disk nor an administrator.
test.skipIf(!limits)(
  'the disk is full: the window says what to do, and goes on once there is room',
  async () => {
    const product = await startHere(['--demo', '--port', '0'])
    const page = await openWindow(product.ready.url)
    await page.locator('tr[data-seq]').first().waitFor()
    const setLimit = (most: string) =>
      execFileSync('prlimit', ['--pid', String(product.process.pid), `--fsize=${most}:unlimited`])
    setLimit('1')
    const alert = page.getByRole('alert')
    await alert.getByText('Nothing can be stored:').waitFor()
    await alert.getByText('Free some space').waitFor()
    setLimit('unlimited')
    await alert.waitFor({ state: 'detached' })
    const before = await firstSeq(page)
    await expect.poll(() => firstSeq(page)).toBeGreaterThan(before)
  },
)

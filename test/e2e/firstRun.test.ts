import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startSimulator } from '../../src/simulator/startSimulator.ts'
import { findSerious } from './journeys/findSerious.ts'
import { launchBrowser } from './launchBrowser.ts'
import { removeTemporaryDirectories, startProduct } from './startProduct.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  removeTemporaryDirectories()
})

async function openNewStore(args: string[], options: BrowserContextOptions = {}) {
  const product = await startProduct(['--port', '0', ...args])
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 760, height: 820 },
    ...options,
  })
  onTestFinished(async () => {
    await context.close()
    await product.stop()
  })
  const page = await context.newPage()
  await page.goto(product.ready.url)
  // Keys are heard once the window stands.
  await page.locator('.receipts-list').waitFor()
  return { page, product }
}

async function expectAccessible(page: Page) {
  expect(await findSerious(page)).toEqual([])
}

test('an empty store offers three ways to begin; the simulator shows a receipt, and others stay in reach', async () => {
  const { page } = await openNewStore(['--no-simulator'], { locale: 'zh-CN', colorScheme: 'dark' })
  const ways = page.getByRole('list', { name: '如何开始' })
  await ways.getByRole('button').nth(2).waitFor()
  await expectAccessible(page)
  await ways.getByRole('button', { name: '用模拟器试试' }).click()
  await page.getByRole('tab').first().waitFor()
  await page.locator('tr[data-seq]').first().waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('入门')
  await page.keyboard.press('Enter')
  await ways.waitFor()
})

test('a new user is told whose receipts these are, and sees a push of their own', async () => {
  const { page, product } = await openNewStore([])
  const strip = page.getByRole('region', { name: 'How to begin' })
  await strip.getByText('These receipts are made up.').waitFor()
  await expectAccessible(page)
  await strip.getByRole('button', { name: 'Debug an endpoint' }).click()
  await page.getByText('Waiting for the first push…').waitFor()
  await expectAccessible(page)
  const body =
    '[{"phone_number":"13900000001","send_time":"2026-11-20 10:00:00","success":true,"err_code":"DELIVERED","biz_id":"first-push"}]'
  await fetch(product.ready.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  await page.getByText('1 push arrived').waitFor()
  await page.getByRole('button', { name: 'Look at it' }).click()
  await page.getByRole('region', { name: 'Pushes', exact: true }).waitFor()
  await page.keyboard.press('Control+1')
  await page.locator('tr[data-seq]').first().waitFor()
  await strip.waitFor({ state: 'detached' })
})

test('an account is connected, checked and watched without taking anything, and the bar narrows to it', async () => {
  const cloud = await startSimulator({})
  onTestFinished(() => cloud.close())
  const { page } = await openNewStore(['--no-simulator'])
  await page.getByRole('button', { name: 'Connect an account' }).click()
  await page.getByLabel('Name', { exact: true }).fill('test cloud')
  await page.getByLabel('MNS endpoint').fill(cloud.endpoint)
  await page.getByLabel('AccessKey ID').fill(cloud.accessKeyId)
  await page.getByLabel('AccessKey secret').fill(cloud.accessKeySecret)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save the account' }).click()
  await page.getByRole('heading', { name: '2. Can it be reached?' }).waitFor()
  await page.locator('.account-check li').nth(3).waitFor()
  await page.getByLabel('Queue', { exact: true }).fill(cloud.smsQueues.SmsReport)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Start watching' }).click()
  await page.getByRole('button', { name: 'Account: test cloud' }).waitFor()
  expect(await page.locator('#query').inputValue()).toBe('account:"test cloud"')
  await page.getByRole('button', { name: 'Account: test cloud' }).click()
  await page.getByRole('menuitemradio', { name: 'All accounts' }).click()
  await expect.poll(() => page.locator('#query').inputValue()).toBe('')

  await page.keyboard.press('Control+7')
  await page.getByRole('button', { name: /^Last requests to/ }).click()
  await page
    .getByRole('list', { name: /^Last requests to/ })
    .getByText('peekonly=true')
    .first()
    .waitFor()
  await page.getByRole('table', { name: 'Latest requests' }).getByText('Monitor').first().waitFor()
  await page.getByRole('button', { name: 'Look at it' }).click()
  const text = await page.getByRole('textbox', { name: 'Diagnostics' }).inputValue()
  expect(JSON.parse(text)).toMatchObject({ accounts: [{ name: 'test cloud' }] })
  expect(text).not.toContain(cloud.accessKeySecret)
  await expectAccessible(page)
})

test('preferences are with the data: another browser finds them', async () => {
  const { page, product } = await openNewStore(['--no-simulator'])
  await page.keyboard.press('Control+7')
  await page.getByRole('radio', { name: 'Compact' }).check()
  const other = await browser.newContext({ locale: 'en-US' })
  onTestFinished(() => other.close())
  const second = await other.newPage()
  await second.goto(product.ready.url)
  const density = () => second.locator('html').getAttribute('data-density')
  await expect.poll(density).toBe('compact')
})

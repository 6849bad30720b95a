import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'
import { findEnglish } from './findEnglish.ts'

/**
 * A window in Chinese through every panel, and through what goes wrong in it: a monitor that nobody answers, a refused
 * account, a query that can't be read, a signature that fails, a replay. Needs the simulator, and an account and monitor
 * “nobody” whose service can't be reached.
 */
export async function readChinese(page: Page): Promise<void> {
  await page.locator('tr[data-seq]').nth(5).waitFor()
  await expectChinese(page)
  await readReceipts(page)
  await readPushes(page)
  await readBench(page)
  await page.keyboard.press('Control+4')
  await page.getByText('ECONNREFUSED').waitFor()
  await expectChinese(page)
  const queues = page.getByRole('region', { name: '队列与主题' })
  await queues.getByRole('combobox').first().selectOption({ label: 'simulator' })
  await queues.locator('.name-list-item').first().click()
  await readTabs(page, page.locator('.queues-detail'))
  await page.keyboard.press('Control+5')
  const simulator = page.getByRole('region', { name: '模拟器', exact: true })
  const endpoint =
    (await simulator
      .getByText(/^http:\/\/127\.0\.0\.1:\d+$/)
      .first()
      .textContent()) ?? ''
  await readTabs(page, simulator)
  await page.keyboard.press('Control+6')
  await page
    .getByRole('region', { name: '统计分析', exact: true })
    .getByRole('cell', { name: /%/ })
    .first()
    .waitFor()
  await expectChinese(page)
  await readSettings(page, endpoint)
}

async function readReceipts(page: Page): Promise<void> {
  const query = page.locator('#query')
  for (const wrong of ['status:nonsense', 'latency:>soon']) {
    await query.fill(wrong)
    await query.press('Enter')
    await page.locator('.query-refused #query-fault').waitFor()
    await expectChinese(page)
  }
  await query.fill('')
  await query.press('Enter')
  await page.getByRole('button', { name: '暂停实时视图' }).click()
  await page.locator('tr[data-seq]').nth(1).click()
  const inspector = page.getByRole('complementary')
  await readTabs(page, inspector.last())
  await page.getByRole('grid', { name: '回执列表' }).focus()
  await page.keyboard.press('r')
  await inspector.getByLabel('发送到').fill('http://127.0.0.1:9/nobody')
  await inspector.getByRole('button', { name: /^发送/ }).last().click()
  await inspector.locator('.replay-answers > li').first().waitFor()
  await expectChinese(page)
}

async function readPushes(page: Page): Promise<void> {
  await page.keyboard.press('Control+2')
  const panel = page.getByRole('region', { name: '推送', exact: true })
  const answer = panel.getByRole('combobox', { name: '应答', exact: true })
  await answer.selectOption('status')
  await panel.getByRole('button', { name: '给我发一条测试推送' }).click()
  await panel.getByText('等待下一次重试').first().waitFor()
  await expectChinese(page)
  await answer.selectOption('verify')
}

async function readBench(page: Page): Promise<void> {
  await page.keyboard.press('Control+3')
  const bench = page.getByRole('region', { name: '签名工作台' })
  const verdict = bench.getByRole('region', { name: '结论', exact: true })
  for (const sample of [
    /^一条真实的推送/,
    /^一条被网关改动的推送/,
    /^一条伪造的推送/,
    /^一个被拒绝的 API 请求/,
  ]) {
    await bench.getByRole('button', { name: sample }).click()
    await verdict.getByRole('heading').first().waitFor()
    await expectChinese(page)
    await bench.getByRole('button', { name: '换一个请求' }).click()
  }
}

async function readSettings(page: Page, endpoint: string): Promise<void> {
  await page.keyboard.press('Control+7')
  const settings = page.locator('.settings-section')
  await settings.first().waitFor()
  await expectChinese(page)
  await page.getByRole('button', { name: '添加账号' }).click()
  const form = page.getByRole('form', { name: '添加账号' })
  await form.locator('[name=name]').fill('refused')
  await form.locator('[name=endpoint]').fill(endpoint)
  await form.locator('[name=accessKeyId]').fill('simulator')
  await form.locator('[name=accessKeySecret]').fill('another')
  await expectChinese(page)
  await form.getByRole('button', { name: '保存账号' }).click()
  for (const name of ['refused', 'nobody']) {
    const accounts = page.getByRole('region', { name: '账号' })
    const check = accounts.getByRole('button', { name: `检查连接：${name}` })
    await check.click()
    await expect.poll(() => check.isEnabled()).toBe(true)
    await expectChinese(page)
  }
}

async function readTabs(page: Page, within: Locator): Promise<void> {
  const tabs = within.getByRole('tab')
  await tabs.first().waitFor()
  for (const tab of await tabs.all()) {
    await tab.click()
    await expect.poll(() => tab.getAttribute('aria-selected')).toBe('true')
    await expectChinese(page)
  }
}

const expectChinese = async (page: Page) => expect(await findEnglish(page)).toEqual([])

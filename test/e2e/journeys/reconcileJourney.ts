import type { Page } from 'playwright'
import { expectAccessible } from './expectAccessible.ts'

const phone = '19900001234'

/** A send log is looked at and taken in; the send without a receipt is asked about, all at once and alone, until its receipt comes while it is looked at. */
export async function reconcileSends(page: Page, endpoint: string): Promise<void> {
  await page.locator('tr[data-seq]').nth(5).waitFor()
  await page.keyboard.press('Control+8')
  const panel = page.getByRole('region', { name: 'Insights', exact: true })
  const log = `手机号,BizId,发送时间,Remark\n${phone},biz-journey,${Date.now() - 3_600_000},x\n`
  const file = { name: 'sends.csv', mimeType: 'text/csv', buffer: Buffer.from(log) }
  await panel.locator('input[type=file]').setInputFiles(file)
  await panel.getByRole('list', { name: 'Columns as they are understood' }).getByText('not used').waitFor()
  await panel.getByRole('combobox', { name: 'Sent with the account' }).selectOption('simulator')
  await panel.getByRole('button', { name: 'Import', exact: true }).click()
  await panel.getByText('1 sends read, 1 of them new without a receipt').waitFor()

  await panel.getByRole('button', { name: /^Ask the service about \d/ }).click()
  const runs = panel.getByRole('list', { name: 'Asked so far' })
  await runs.getByText('done').first().waitFor()
  await panel.getByRole('button', { name: 'Compare', exact: true }).click()
  await panel.getByText('here / at the service').waitFor()
  await expectAccessible(page)

  await panel
    .getByRole('list', { name: 'Sends without a receipt' })
    .getByRole('button', { name: '199 0000 1234' })
    .click()
  await page.locator('tr[data-seq]', { hasText: '199 0000 1234' }).click()
  const inspector = page.getByRole('complementary', { name: 'Selected receipt' })
  await inspector.getByText('Its receipt will take the place of this row when it comes.').waitFor()
  await inspector.getByRole('button', { name: 'Ask the service now' }).click()
  await inspector.getByText('The service knows of no such send on that day.').waitFor()

  await page.locator('#query').fill('')
  await page.locator('#query').press('Enter')
  await page.keyboard.press('Control+6')
  await panel.getByRole('radio', { name: 'Figures' }).check()
  await panel.getByRole('button', { name: 'Without a receipt', exact: true }).click()
  await page.waitForFunction(() =>
    document.querySelector<HTMLInputElement>('#query')?.value.includes('is:unreported'),
  )
  await page.locator(`tr[data-seq]:has-text("1234")`).first().click()
  await inspector.getByText('No receipt came yet').waitFor()
  const report = { phone_number: phone, biz_id: 'biz-journey', success: true, err_code: 'DELIVERED' }
  const headers = { 'content-type': 'application/json' }
  await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify([report]) })
  await inspector.getByText('The receipt of this send has come').waitFor()
  await inspector.getByRole('button', { name: 'Show the receipt' }).click()
  await inspector.getByText('Known by the same BizId and number.').waitFor()
}

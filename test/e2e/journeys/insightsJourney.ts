import type { Page } from 'playwright'
import { expectAccessible } from './expectAccessible.ts'

/** The figures are read, the filter narrows them, and a failure code leads to its rows. */
export async function readInsights(page: Page): Promise<void> {
  await page.locator('tr[data-seq]').nth(30).waitFor()
  await page.keyboard.press('Control+6')
  const panel = page.getByRole('region', { name: 'Insights', exact: true })
  await panel.getByRole('button', { name: /^Delivery rate \d/ }).waitFor()
  await panel.getByRole('cell', { name: /%/ }).first().waitFor()
  await expectAccessible(page)
  await panel.getByRole('radio', { name: 'Last hour' }).check()
  await panel.getByRole('button', { name: /^Reports \d/ }).waitFor()
  await panel.getByRole('button', { name: 'Add a rule' }).click()
  const form = page.getByRole('dialog', { name: 'Add a rule' })
  await form.getByRole('textbox', { name: 'Name' }).fill('Too many failures')
  await form.getByRole('spinbutton', { name: 'Is at least' }).fill('0.1')
  await form.getByText(/^Now: \d/).waitFor()
  await expectAccessible(page)
  await form.getByRole('button', { name: 'Save' }).click()
  const rules = panel.getByRole('list', { name: 'Alerts' })
  await rules.getByText('reached', { exact: true }).waitFor()
  await panel.getByText('What was told').click()
  await panel.getByRole('button', { name: 'Show the receipts' }).first().waitFor()
  await rules.getByRole('button', { name: 'Too many failures' }).click()
  const change = page.getByRole('dialog', { name: 'Change a rule' })
  await change.getByRole('button', { name: 'Delete' }).click()
  await rules.waitFor({ state: 'detached' })
  const codes = panel.getByRole('list', { name: 'Failures by code' })
  const code = (await codes.getByRole('button').first().locator('.mono').innerText()).trim()
  // By its name: another may have come first since.
  await codes.getByRole('button', { name: code }).first().press('Enter')
  const query = page.locator('#query')
  await page.waitForFunction(
    wanted => document.querySelector<HTMLInputElement>('#query')?.value.includes(wanted),
    `status:failed code:${code}`,
  )
  await page.locator('tr[data-seq]').first().waitFor()
  await query.fill('')
  await query.press('Enter')
}

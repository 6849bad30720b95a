import type { Page } from 'playwright'
import { expect } from 'vitest'
import { expectAccessible } from './expectAccessible.ts'

const name = 'Failures at last'

/** A rule that soon holds, with its panel left: what comes then has to reach whoever looks elsewhere. */
export async function setAlert(page: Page): Promise<void> {
  await page.locator('tr[data-seq]').nth(20).waitFor()
  await page.keyboard.press('Control+6')
  const panel = page.getByRole('region', { name: 'Insights', exact: true })
  await panel.getByRole('button', { name: 'Add a rule' }).click()
  const form = page.getByRole('dialog', { name: 'Add a rule' })
  await form.getByRole('textbox', { name: 'Name' }).fill(name)
  await form.getByRole('combobox', { name: 'What is watched' }).selectOption('count')
  await form.getByRole('spinbutton', { name: 'At least' }).fill('1')
  await form.getByRole('textbox', { name: 'Filter' }).fill('status:failed')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+5')
  await expect.poll(() => page.title()).toContain('Simulator')
}

/** The window tells of it in any panel, with the way to its rows. */
export async function followAlert(page: Page): Promise<void> {
  const notice = page.locator('.notice', { hasText: name })
  await notice.waitFor({ timeout: 60_000 })
  await expectAccessible(page)
  await notice.getByRole('button', { name: 'Show the receipts' }).click()
  await expectRows(page)
}

export async function expectRows(page: Page): Promise<void> {
  await expect.poll(() => page.title()).toContain('Receipts')
  await expect.poll(() => page.locator('#query').inputValue()).toContain('status:failed')
  await page.locator('tr[data-seq][data-status="failed"]').first().waitFor()
  expect(await page.locator('tr[data-seq][data-status="delivered"]').count()).toBe(0)
}

export async function removeAlert(page: Page): Promise<void> {
  await page.keyboard.press('Control+6')
  const rules = page.getByRole('list', { name: 'Alerts' })
  await rules.getByRole('button', { name }).click()
  await page.getByRole('dialog', { name: 'Change a rule' }).getByRole('button', { name: 'Delete' }).click()
  await rules.waitFor({ state: 'detached' })
}

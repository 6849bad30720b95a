import type { Page } from 'playwright'
import { expect } from 'vitest'
import { expectAccessible } from './expectAccessible.ts'
import { findSerious } from './findSerious.ts'

const endless = 'WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n'

/** By keyboard wherever people would: an example, its result, a mistake, a statement without end, and a row's receipt. */
export async function askWithSql(page: Page): Promise<void> {
  await page.locator('tr[data-seq]').nth(10).waitFor()
  await page.keyboard.press('q')
  const console = page.getByRole('region', { name: 'SQL console' })
  const statement = console.getByRole('textbox', { name: 'Statement' })
  await console.getByRole('button', { name: /^The slowest receipts/ }).click()
  await statement.press('Control+Enter')
  await console
    .getByRole('status')
    .getByText(/rows? in/)
    .waitFor()
  const grid = console.getByRole('grid', { name: 'Result' })
  await expectAccessible(page)

  await grid.focus()
  await page.keyboard.press('ArrowRight')
  const phone = await console.locator('.sql-cell-text').innerText()
  expect(phone).toMatch(/^1\d{10}$/)
  await page.keyboard.press('Enter')
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(copied).toBe(phone)
  await console.getByRole('button', { name: 'Copy as CSV' }).click()
  await expect.poll(copied).toMatch(/^seq,phone,carrier,seconds,err_code/)

  await statement.fill('SELECT\n  hone FROM receipt')
  await statement.press('Control+Enter')
  await console.getByRole('alert').getByRole('button', { name: 'Line 2, column 3' }).click()
  expect(await findSerious(page)).toEqual([])
  await page.keyboard.type('phone')
  await statement.press('Control+Enter')
  await console.getByRole('gridcell').first().waitFor()

  await statement.fill(endless)
  await statement.press('Control+Enter')
  await console.getByRole('button', { name: 'Stop' }).waitFor()
  await statement.press('Escape')
  await console.getByRole('button', { name: 'Run', exact: false }).waitFor()

  await console.getByRole('button', { name: 'History' }).click()
  await page.getByRole('menuitem', { name: /^SELECT seq, phone/ }).click()
  await expect.poll(() => statement.evaluate(element => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Control+Enter')
  await console.getByRole('button', { name: 'Open the receipt' }).click()
  await page.getByRole('complementary', { name: 'Selected receipt' }).getByRole('tab').first().waitFor()
  await console.waitFor({ state: 'detached' })
}

import { readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { expect } from 'vitest'
import { expectAccessible } from './expectAccessible.ts'

/** Three receipts at once: copied in two forms, saved to a file, pinned and let go again. Needs leave to read the clipboard. */
export async function keepReceipts(page: Page): Promise<void> {
  const table = page.getByRole('grid', { name: 'Receipts' })
  const lines = table.locator('tr[data-seq]')
  await lines.nth(5).waitFor()
  await page.getByRole('button', { name: 'Pause the live view' }).click()
  await page.getByRole('button', { name: 'Resume the live view' }).waitFor()
  await lines.nth(1).click()
  await lines.nth(3).click({ modifiers: ['Shift'] })
  const bar = page.getByRole('toolbar', { name: 'Chosen receipts' })
  await bar.getByText('3 selected').waitFor()
  const chosen = await table
    .locator('tr[aria-selected="true"]')
    .evaluateAll(rows => rows.map(row => Number((row as HTMLElement).dataset.seq)))
  expect(chosen).toHaveLength(3)

  await copyAs(page, 'JSON')
  const copied = JSON.parse(await clipboardOf(page)) as { seq: number }[]
  expect(copied.map(({ seq }) => seq).toSorted()).toEqual(chosen.toSorted())
  await copyAs(page, 'Ids')
  expect((await clipboardOf(page)).trim().split('\n')).toHaveLength(3)

  await bar.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /^NDJSON/ }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.ndjson$/)
  const saved = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n')
  expect(saved.map(line => (JSON.parse(line) as { seq: number }).seq).toSorted()).toEqual(chosen.toSorted())

  await bar.getByRole('button', { name: 'Pin', exact: true }).click()
  await page.getByText('3 receipts pinned').waitFor()
  await expectAccessible(page)
  const query = page.locator('#query')
  await query.fill('is:pinned')
  await expect.poll(() => lines.count()).toBe(3)
  await lines.first().click()
  await lines.last().click({ modifiers: ['Shift'] })
  await bar.getByText('3 selected').waitFor()
  await bar.getByRole('button', { name: 'Unpin', exact: true }).click()
  await page.getByText('3 receipts unpinned').waitFor()
  await query.fill('')
  await expect.poll(() => lines.count()).toBeGreaterThan(3)
}

async function copyAs(page: Page, form: string): Promise<void> {
  const bar = page.getByRole('toolbar', { name: 'Chosen receipts' })
  await bar.getByRole('button', { name: 'Copy' }).click()
  await page.getByRole('menuitem', { name: form, exact: true }).click()
  const notice = page.locator('.notice')
  await notice.getByText('3 lines copied').waitFor()
  await notice.getByRole('button', { name: 'Close' }).click()
  await notice.waitFor({ state: 'detached' })
}

const clipboardOf = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'

/**
 * One receipt all the way: it arrives by itself, is opened and read, the view is paused, filtered by its phone number,
 * and found again after a reload. Needs a window on a core whose simulator sends receipts.
 */
export async function watchReceipts(page: Page): Promise<void> {
  const table = page.getByRole('grid', { name: 'Receipts' })
  const lines = table.locator('tr[data-seq]')
  await lines.nth(2).waitFor()

  const newest = async () => Number(await lines.first().getAttribute('data-seq'))
  const before = await newest()
  await expect.poll(newest).toBeGreaterThan(before)

  await page.getByRole('button', { name: 'Pause the live view' }).click()
  await page.getByRole('button', { name: 'Resume the live view' }).waitFor()
  const held = await newest()
  await expect.poll(() => page.getByText(/[1-9]\d* waiting/).count()).toBe(1)
  expect(await newest()).toBe(held)

  const report = table.locator('tr[data-status="delivered"], tr[data-status="failed"]').first()
  const phone = (await textOf(report.locator('.cell-phone'))).replaceAll(/\D/g, '')
  expect(phone).toMatch(/^1\d{10}$/)
  await report.click()
  const inspector = page.getByRole('complementary', { name: 'Selected receipt' })
  await inspector.getByRole('tab', { name: 'Overview' }).waitFor()
  expect((await textOf(inspector)).replaceAll(/[^\d]/g, '')).toContain(phone)
  await inspector.getByRole('tab', { name: 'Body' }).click()
  await expect.poll(() => textOf(inspector)).toContain(`"${phone}"`)
  await inspector.getByRole('tab', { name: 'Raw' }).click()
  await expect.poll(() => textOf(inspector)).toMatch(/Received bytes/)

  const query = page
    .getByRole('combobox', { name: 'Filter receipts' })
    .or(page.getByRole('textbox', { name: 'Filter receipts' }))
  await query.fill(`phone:${phone}`)
  await expectOnlyPhone(page, phone)
  await page.reload()
  await expectOnlyPhone(page, phone)

  await page.getByRole('button', { name: 'Clear the filter' }).first().click()
  await expect.poll(newest).toBeGreaterThan(held)
}

/** Panels stand in the address: one survives a reload, is gone back from, and opens in a window of its own. */
export async function goByAddress(page: Page): Promise<void> {
  const rail = page.getByRole('navigation', { name: 'Panels' })
  const shown = () => rail.locator('[aria-current="page"]').getAttribute('aria-label')
  await rail.getByRole('button', { name: 'Queues & topics' }).click()
  await rail.getByRole('button', { name: 'Insights' }).click()
  await expect.poll(() => page.title()).toBe('Insights · ReceiptScope')
  await page.reload()
  await expect.poll(shown).toBe('Insights')
  await page.goBack()
  await expect.poll(shown).toBe('Queues & topics')
  const second = await page.context().newPage()
  await second.goto(page.url())
  await expect.poll(() => second.title()).toBe('Queues & topics · ReceiptScope')
  await second.close()
  await page.goBack()
  await expect.poll(shown).toBe('Receipts')
}

const textOf = async (locator: Locator) => (await locator.textContent()) ?? ''

async function expectOnlyPhone(page: Page, phone: string): Promise<void> {
  const phones = page.getByRole('grid', { name: 'Receipts' }).locator('tr[data-seq] .cell-phone')
  const seen = async () => new Set((await phones.allInnerTexts()).map(text => text.replaceAll(/\D/g, '')))
  await expect.poll(seen).toEqual(new Set([phone]))
}

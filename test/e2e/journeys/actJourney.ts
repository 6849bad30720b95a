import type { Page } from 'playwright'
import { expect } from 'vitest'
import { findSerious } from './findSerious.ts'

/**
 * Several receipts at once: chosen, compared, replayed to the endpoint. Needs a window on a core whose simulator sends
 * receipts and whose endpoint listens.
 */
export async function actOnReceipts(page: Page): Promise<void> {
  const table = page.getByRole('grid', { name: 'Receipts' })
  const lines = table.locator('tr[data-seq]')
  await lines.nth(5).waitFor()
  await page.getByRole('button', { name: 'Pause the live view' }).click()

  await lines.nth(1).click()
  await lines.nth(3).click({ modifiers: ['Shift'] })
  const bar = page.getByRole('toolbar', { name: 'Chosen receipts' })
  await expect.poll(() => bar.textContent()).toContain('3 selected')
  await page.keyboard.press('Shift+ArrowDown')
  await expect.poll(() => bar.textContent()).toContain('4 selected')
  expect(await table.locator('tr[aria-selected="true"]').count()).toBe(4)
  expect(await findSerious(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect.poll(() => bar.count()).toBe(0)

  await lines.nth(1).click()
  await lines.nth(3).click({ modifiers: ['Control'] })
  await page.keyboard.press('d')
  const comparison = page.getByRole('region', { name: 'Comparison' })
  await comparison.getByText(/fields? differs?$/).waitFor()
  await comparison.getByRole('radio', { name: 'Bytes' }).check()
  await comparison.getByRole('grid', { name: 'Bytes' }).waitFor()
  expect(await findSerious(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect.poll(() => comparison.count()).toBe(0)

  await table.focus()
  await page.keyboard.press('r')
  const send = page.getByRole('button', { name: 'Send 2' })
  await expect.poll(() => send.evaluate(button => button === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await page.getByText('Done: 2 sent').waitFor()
  expect(await findSerious(page)).toEqual([])
}

/** The result narrowed down by its values, and a filter found again that was asked before. */
export async function narrowDown(page: Page): Promise<void> {
  const table = page.getByRole('grid', { name: 'Receipts' })
  const query = page.locator('#query')
  await query.fill('status:failed')
  await table.locator('tr[data-status="failed"]').first().waitFor()
  await query.fill('')
  await query.press('Enter')
  await table.locator('tr[data-status="delivered"]').first().waitFor()
  await page.getByRole('button', { name: 'Pause the live view' }).click()
  await table.focus()
  await page.keyboard.press('f')
  const facets = page.getByRole('region', { name: 'Narrow down' })
  const [delivered, failed] = await Promise.all(
    [/^delivered/, /^failed/].map(name => facets.getByRole('button', { name }).elementHandle()),
  )
  // Both count, however quickly one follows the other.
  await page.evaluate(
    ([one, other]) => {
      one?.dispatchEvent(new MouseEvent('click', { altKey: true, bubbles: true }))
      other?.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    },
    [delivered, failed],
  )
  await expect.poll(() => query.inputValue()).toBe('status:failed -status:delivered')
  await expect.poll(() => table.locator('tr[data-status="delivered"]').count()).toBe(0)
  expect(await findSerious(page)).toEqual([])
  await table.focus()
  await page.keyboard.press('f')
  await expect.poll(() => facets.count()).toBe(0)

  await query.fill('via:queue')
  await query.press('Enter')
  await query.fill('')
  await query.press('ArrowUp')
  const recent = page.getByRole('listbox', { name: 'Recent filters' })
  await recent.getByRole('option').first().waitFor()
  expect(await recent.getByRole('option').first().textContent()).toBe('via:queue')
  await query.press('Enter')
  await expect.poll(() => page.url()).toContain('via%3Aqueue')
  await table.focus()
  await page.keyboard.press('Control+a')
  const bar = page.getByRole('toolbar', { name: 'Chosen receipts' })
  await expect.poll(() => bar.textContent()).toMatch(/All [\d,]+ that match/)
}

/** One push: its signature looked at, sent again twice, the second answer compared with the first. */
export async function replayPush(page: Page): Promise<void> {
  await page.locator('#query').fill('via:push')
  const pushed = page.locator('tr[data-seq]', { has: page.locator('.cell-via', { hasText: /^push/ }) })
  await pushed.first().click()
  const inspector = page.getByRole('complementary', { name: 'Selected receipt' })
  await inspector.getByRole('tab', { name: 'Signature' }).click()
  await inspector.getByRole('region', { name: 'Findings' }).waitFor()
  expect(await findSerious(page)).toEqual([])
  await page.getByRole('grid', { name: 'Receipts' }).focus()
  await page.keyboard.press('r')
  const send = inspector.getByRole('button', { name: 'Send', exact: true })
  await expect.poll(() => send.evaluate(button => button === document.activeElement)).toBe(true)
  for (const times of [1, 2]) {
    await page.keyboard.press('Enter')
    await expect.poll(() => inspector.locator('.replay-answers > li').count()).toBe(times)
  }
  await inspector.getByRole('button', { name: 'Compare with the one before' }).click()
  await inspector.getByText('What the answer began with').waitFor()
  await inspector.getByRole('radio', { name: 'Edited' }).check()
  await inspector.getByLabel('Headers, one to a line').fill('not a header')
  await inspector.getByText('Line 1 is no header').waitFor()
  expect(await findSerious(page)).toEqual([])

  await inspector.getByRole('radio', { name: 'Exact' }).check()
  await inspector.getByLabel('Send to').fill('http://192.0.2.1:9/elsewhere')
  await send.click()
  await inspector.getByRole('button', { name: 'Yes, send to 192.0.2.1:9' }).waitFor()
  await inspector.getByRole('button', { name: 'Cancel' }).click()
  expect(await inspector.locator('.replay-answers > li').count()).toBe(2)
}

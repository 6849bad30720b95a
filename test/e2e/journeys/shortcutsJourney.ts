import type { Page } from 'playwright'
import { expect } from 'vitest'
import { expectAccessible } from './expectAccessible.ts'

/** Every action with keys is in the palette and goes where it is seen; keys are changed, conflicts told, and given back. */
export async function changeShortcuts(page: Page): Promise<void> {
  await page.locator('tr[data-seq]').nth(2).waitFor()
  await page.keyboard.press('Control+,')
  await page.locator('.settings-section').first().waitFor()
  const change = (name: string) => page.getByRole('button', { name: `Change the shortcut of: ${name}` })
  const row = (name: string) => page.locator('.setting', { has: change(name) })
  const press = async (name: string, keys: string) => {
    await change(name).click()
    await row(name).getByText('Press keys…').waitFor()
    await page.keyboard.press(keys)
    await row(name).getByText('Press keys…').waitFor({ state: 'detached' })
  }
  await press('Show pushes', 'Control+4')
  await row('Show pushes').getByText('Already used for:').waitFor()
  await press('Show pushes', 'Control+r')
  await row('Show pushes').getByText('These keys belong to').waitFor()
  await expectAccessible(page)
  await press('Show pushes', 'Control+Shift+P')
  await page.keyboard.press('Control+2')
  expect(await page.title()).toContain('Settings')
  await page.keyboard.press('Control+Shift+P')
  await expect.poll(() => page.title()).toContain('Pushes')
  await page.keyboard.press('Control+,')
  await press('Show pushes', 'Backspace')
  await row('Show pushes').getByText('none').waitFor()
  await page.getByRole('button', { name: 'Reset the shortcut of: Show pushes' }).click()
  await row('Show pushes').getByText('2', { exact: true }).waitFor()

  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await palette.waitFor()
  await page.keyboard.type('Next failure')
  await palette.getByRole('option', { name: /^Next failure/ }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.title()).toContain('Receipts')
}

import type { Page } from 'playwright'
import { expect } from 'vitest'
import { expectAccessible } from './expectAccessible.ts'

/**
 * The built-in simulator by keyboard and pointer: its keys and snippets, a burst, a fault, its clock, the life of one
 * message, a reset, a stop and a start. Needs a window on a core whose simulator runs, and leaves it as it was.
 */
export async function driveSimulator(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Simulator', exact: true }).waitFor()
  await page.keyboard.press('Control+5')
  const panel = page.getByRole('region', { name: 'Simulator', exact: true })
  const endpoint =
    (await panel
      .getByText(/^http:\/\/127\.0\.0\.1:\d+$/)
      .first()
      .textContent()) ?? ''
  await panel.getByRole('radio', { name: 'Node' }).check({ force: true })
  await expect.poll(() => panel.locator('pre').last().textContent()).toContain(`endpoint: '${endpoint}'`)
  await expectAccessible(page)

  await panel.getByRole('tab', { name: 'Connect' }).focus()
  await page.keyboard.press('ArrowRight')
  await panel.getByRole('heading', { name: 'Traffic' }).waitFor()
  await panel.getByRole('switch', { name: 'SMS are being sent' }).click()
  await panel.getByText('resting').waitFor()
  for (const fault of ['Refused calls', 'Clock skew', 'Bad push signatures']) {
    await panel.getByRole('switch', { name: fault }).click()
  }
  await expect.poll(() => panel.getByRole('spinbutton', { name: 'Ahead by' }).inputValue()).toBe('1200')
  await panel.getByRole('spinbutton', { name: 'Ahead by' }).fill('60')
  await page.keyboard.press('Enter')
  await expectAccessible(page)
  await panel.getByRole('tab', { name: 'Connect' }).click()
  await expect.poll(() => panel.locator('pre').first().textContent()).toContain('skew=60')
  await panel.getByRole('tab', { name: 'Traffic and faults' }).click()
  await panel.getByRole('button', { name: 'All off' }).click()
  await panel.getByRole('combobox', { name: 'Speed' }).selectOption('60')
  await panel.getByRole('button', { name: 'Jump ahead: 1 h' }).click()

  const sent = panel.getByRole('spinbutton', { name: 'Send at once' })
  await sent.fill('5')
  await panel.getByRole('button', { name: 'Send', exact: true }).click()
  await panel.getByRole('tab', { name: 'Trace' }).click()
  const messages = panel.getByRole('list', { name: 'Messages something happened to last' })
  await messages.getByRole('button').first().click()
  const life = panel.getByRole('list', { name: /^Life of / })
  await expect.poll(() => life.textContent()).toMatch(/sent in queues\/Alicom-Queue/)
  await expectAccessible(page)

  await panel.getByRole('button', { name: 'Reset…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Reset the simulator' }).click()
  await panel.getByRole('tab', { name: 'Traffic and faults' }).click()
  await expect.poll(() => panel.getByRole('combobox', { name: 'Speed' }).inputValue()).toBe('1')
  await panel.getByRole('button', { name: 'Stop', exact: true }).click()
  await panel.getByRole('heading', { name: 'The simulator is off' }).waitFor()
  await expectAccessible(page)
  await panel.getByRole('button', { name: 'Start the simulator' }).click()
  await panel.getByText(endpoint).first().waitFor()
}

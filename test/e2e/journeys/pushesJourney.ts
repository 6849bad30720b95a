import type { Page } from 'playwright'
import { expect } from 'vitest'
import { expectAccessible } from './expectAccessible.ts'

/**
 * Answers are scripted by keyboard, a test push is refused and comes again, its attempts are compared, the endpoint is
 * opened to others and closed again, and an attempt is opened in the signature bench.
 */
export async function catchPushes(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Pushes', exact: true }).last().waitFor()
  await page.getByRole('button', { name: /^Open the endpoint in its panel/ }).click()
  const panel = page.getByRole('region', { name: 'Pushes', exact: true })
  const answer = panel.getByRole('combobox', { name: 'Answer', exact: true })
  await answer.selectOption('script')
  await scriptByKeyboard(page)
  await expectAccessible(page)

  await panel.getByRole('button', { name: 'Send me a test push' }).click()
  await panel.getByText(/Waiting for the next try/).waitFor()
  await panel.getByText(/next try between/).waitFor()
  await panel.getByRole('radio', { name: /^Waiting/ }).check()
  await panel.getByRole('list', { name: 'Messages' }).getByRole('button').first().waitFor()
  await expectAccessible(page)

  await panel.getByRole('radio', { name: /^All/ }).check()
  await openToOthers(page)
  await panel.getByRole('region', { name: /^Attempt 2 at/ }).waitFor()
  await panel.getByText('What changed between two attempts').click()
  const compared = panel.getByRole('region', { name: 'Compare attempts' })
  await compared.getByText(/fields? differs?$/).waitFor()
  await expectAccessible(page)

  await answer.selectOption('verify')
  await panel
    .getByRole('button', { name: /^Check the signature/ })
    .first()
    .click()
  const bench = page.getByRole('region', { name: 'Signature bench' })
  await bench.getByRole('heading', { name: 'Valid', exact: true }).waitFor()
  await bench.getByText('taken by the endpoint').waitFor()
}

/** 500, then by what was found: an answer is added, moved to the front and taken away again, without a mouse. */
async function scriptByKeyboard(page: Page): Promise<void> {
  const script = page.getByRole('list', { name: 'Answers to the attempts at each message' })
  const kinds = () =>
    script
      .getByRole('combobox')
      .evaluateAll(selects => selects.map(select => (select as HTMLSelectElement).value))
  await expect.poll(kinds).toEqual(['status', 'verify'])
  await page.getByRole('button', { name: 'Add an answer' }).focus()
  await page.keyboard.press('Enter')
  const added = script.getByRole('combobox', { name: 'Answer to attempt 3' })
  await expect.poll(() => added.evaluate(select => select === document.activeElement)).toBe(true)
  await added.selectOption('drop')
  await script.getByRole('button', { name: 'Move answer 3 up' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(kinds).toEqual(['status', 'drop', 'verify'])
  await page.keyboard.press('Enter')
  await expect.poll(kinds).toEqual(['drop', 'status', 'verify'])
  const down = script.getByRole('button', { name: 'Move answer 1 down' })
  expect(await down.evaluate(button => button === document.activeElement)).toBe(true)
  await script.getByRole('button', { name: 'Remove answer 1' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(kinds).toEqual(['status', 'verify'])
}

/** Listening beyond this machine asks for the address, says so while it lasts, and is taken back. */
async function openToOthers(page: Page): Promise<void> {
  const panel = page.getByRole('region', { name: 'Pushes', exact: true })
  await panel.getByText('Address and trusted certificates').click()
  const host = panel.getByRole('textbox', { name: 'Host', exact: true })
  await host.fill('0.0.0.0:80')
  await panel.getByText('An address or a name is expected, without a port.').waitFor()
  await host.fill('0.0.0.0')
  await panel.getByRole('button', { name: 'Save and listen there' }).click()
  const dialog = page.getByRole('dialog', { name: 'Open the endpoint to others?' })
  await dialog.waitFor()
  await expectAccessible(page)
  await page.keyboard.type('0.0.0.0')
  await page.keyboard.press('Enter')
  await panel.getByText('Open to others.').waitFor()
  await expectAccessible(page)
  await host.fill('127.0.0.1')
  await panel.getByRole('button', { name: 'Save and listen there' }).click()
  await panel.getByText('Open to others.').waitFor({ state: 'detached' })
}

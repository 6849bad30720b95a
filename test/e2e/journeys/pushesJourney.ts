import type { Page } from 'playwright'
import { expectAccessible } from './expectAccessible.ts'

/** A test push is answered with 500, its next try is forecast, and the attempt is opened in the signature bench. */
export async function catchPushes(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Pushes', exact: true }).last().waitFor()
  await page.keyboard.press('Control+2')
  const panel = page.getByRole('region', { name: 'Pushes', exact: true })
  const answer = panel.getByRole('combobox', { name: 'Answer' })
  await answer.selectOption('status500')
  await panel.getByRole('button', { name: 'Send me a test push' }).click()
  await panel.getByText(/Waiting for the next try/).waitFor()
  await panel.getByText(/next try between/).waitFor()
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

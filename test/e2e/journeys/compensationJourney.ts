import type { Page } from 'playwright'
import { expect } from 'vitest'
import { expectAccessible } from './expectAccessible.ts'

/** So many that asking about them one after the other is seen, stopped, and gone on with. */
const sends = 120

/** The service is asked about many sends: progress, a stop, a reload, and on from there to the end. */
export async function askAboutMany(page: Page): Promise<void> {
  await page.locator('tr[data-seq]').first().waitFor()
  await page.keyboard.press('Control+8')
  const panel = page.getByRole('region', { name: 'Insights', exact: true })
  const at = Date.now() - 3_600_000
  const rows = Array.from(
    { length: sends },
    (_, index) => `199${String(70_000_000 + index)},biz-many-${index},${at + index}`,
  )
  const log = ['phone,biz_id,send_time', ...rows, ''].join('\n')
  const file = { name: 'many.csv', mimeType: 'text/csv', buffer: Buffer.from(log) }
  await panel.locator('input[type=file]').setInputFiles(file)
  await panel.getByRole('combobox', { name: 'Sent with the account' }).selectOption('simulator')
  await panel.getByRole('button', { name: 'Import', exact: true }).click()
  await panel.getByText(`${sends} sends read, ${sends} of them new without a receipt`).waitFor()

  await panel.getByRole('button', { name: /^Ask the service about \d/ }).click()
  const run = panel.getByRole('list', { name: 'Asked so far' }).getByRole('listitem').first()
  await run.getByText('asking', { exact: true }).waitFor()
  await expect.poll(() => askedIn(run.innerText())).toBeGreaterThan(0)
  await expectAccessible(page)
  await run.getByRole('button', { name: 'Stop' }).click()
  await run.getByText('stopped', { exact: true }).waitFor()
  const stopped = await askedIn(run.innerText())
  expect(stopped).toBeLessThan(sends)

  await page.reload()
  await run.getByText('stopped', { exact: true }).waitFor()
  expect(await askedIn(run.innerText())).toBe(stopped)
  await run.getByRole('button', { name: 'Go on' }).click()
  await run.getByText('done', { exact: true }).waitFor({ timeout: 120_000 })
  expect(await askedIn(run.innerText())).toBeGreaterThanOrEqual(sends)
}

async function askedIn(text: Promise<string>): Promise<number> {
  return Number(/([\d,]+) of [\d,]+ asked/.exec(await text)?.[1]?.replaceAll(',', '') ?? Number.NaN)
}

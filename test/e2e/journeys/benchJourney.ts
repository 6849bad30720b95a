import { readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { expect } from 'vitest'
import { dropFile } from './dropFile.ts'
import { expectAccessible } from './expectAccessible.ts'

/**
 * The signature bench from empty to explained: a changed push, what was really signed, one's own string, a request with its
 * secret, a genuine push pasted byte for byte, a verifier for it, a file of several requests, and files that are
 * dropped.
 */
export async function explainSignatures(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Signature bench', exact: true }).waitFor()
  await page.keyboard.press('Control+3')
  const bench = page.getByRole('region', { name: 'Signature bench' })
  await bench.getByRole('heading', { name: 'Why is this signature refused?' }).waitFor()
  await expectAccessible(page)

  await bench.getByRole('button', { name: /^A push that a gateway changed/ }).click()
  const verdict = bench.getByRole('region', { name: 'Verdict', exact: true })
  await verdict.getByRole('heading', { name: 'Invalid as received' }).waitFor()
  await verdict.getByText(/2 changes were made after signing/).waitFor()
  const lines = bench.getByRole('list', { name: 'String to sign' })
  expect(await lines.locator('ins').allInnerTexts()).toEqual([
    expect.stringContaining('text/xml;charset=utf-8'),
  ])
  expect(await lines.locator('del').allInnerTexts()).toEqual([
    expect.stringContaining('text/xml; charset=UTF-8'),
    expect.stringContaining('x-mns-forwarded-by:gateway-3'),
  ])
  expect(await bench.locator('.bench-request mark').count()).toBe(2)
  await expectAccessible(page)

  await bench.getByRole('textbox', { name: 'My string to sign' }).fill('POST\n\n')
  await bench.getByRole('button', { name: 'Compare', exact: true }).click()
  await bench.getByText('It differs first in line 2, byte 1.').waitFor()

  await bench.getByRole('button', { name: 'Another request' }).click()
  await bench.getByRole('button', { name: /^An API request that is refused/ }).click()
  await verdict.getByText(/1 change was made after signing/).waitFor()
  const secret = bench.getByLabel('Secret of the key that signed')
  await secret.fill('another secret')
  await page.keyboard.press('Enter')
  await verdict.getByText(/1 change was made after signing/).waitFor({ state: 'detached' })
  expect(await secret.inputValue()).toBe('')
  await expectAccessible(page)

  await bench.getByRole('button', { name: 'Another request' }).click()
  await bench.getByRole('button', { name: /^A genuine push/ }).click()
  await verdict.getByRole('heading', { name: 'Valid', exact: true }).waitFor()
  await bench.getByText('until ', { exact: false }).first().waitFor()

  const verifier = bench.getByRole('region', { name: 'A verifier for my service' })
  await verifier.getByRole('textbox', { name: 'Source of verifyPush.mjs' }).waitFor()
  await verifier.getByRole('radio', { name: 'Node' }).focus()
  await page.keyboard.press('ArrowRight')
  const source = verifier.getByRole('textbox', { name: 'Source of VerifyPush.java' })
  await source.waitFor()
  const download = page.waitForEvent('download')
  await verifier.getByRole('button', { name: 'Save as file: VerifyPush.java' }).click()
  const saved = await (await download).path()
  expect(readFileSync(saved, 'utf8')).toBe(await source.inputValue())
  await expectAccessible(page)

  await bench.getByRole('button', { name: 'Edit' }).click()
  const field = bench.getByRole('textbox', { name: /raw HTTP request/ })
  await field.fill((await field.inputValue()).replace('tenant=7', 'tenant=8'))
  await page.keyboard.press('Control+Enter')
  await verdict.getByRole('heading', { name: 'Invalid as received' }).waitFor()
  await expectAccessible(page)

  const entry = (path: string) => ({
    startedDateTime: '2026-01-01T00:00:00.000Z',
    request: { method: 'GET', url: `http://service.test/${path}`, headers: [] },
  })
  await bench.getByRole('button', { name: 'Another request' }).click()
  await field.fill(JSON.stringify({ log: { entries: [entry('first'), entry('second')] } }))
  await page.keyboard.press('Control+Enter')
  const entries = bench.getByRole('combobox', { name: 'Which of the file’s 2 requests' })
  await entries.selectOption({ label: '2 · GET /second' })
  await bench.locator('.bench-request').getByText('/second').waitFor()
  await expectAccessible(page)

  await page.keyboard.press('Control+1')
  await dropFile(page, 'capture.http', 'POST /dropped HTTP/1.1\r\nHost: service.test\r\n\r\n')
  await bench.locator('.bench-request').getByText('/dropped').waitFor()
  await dropFile(page, 'receipts.ndjson', '{"phone":"13800138000","send_time":"2026-01-01 00:00:00"}\n')
  const dialog = page.getByRole('dialog', { name: 'Import the receipts of receipts.ndjson?' })
  await dialog.waitFor()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Import' }).click()
  await page.getByText(/^Added \d, known already \d$/).waitFor()
  await dropFile(page, 'picture.png', '')
  await page.getByText('picture.png is no .http, .har, .ndjson or .csv file').waitFor()
}

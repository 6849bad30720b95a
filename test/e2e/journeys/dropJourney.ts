import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright'
import { expect } from 'vitest'
import { dropFile } from './dropFile.ts'
import { expectAccessible } from './expectAccessible.ts'

const captured =
  'GET /queues HTTP/1.1\r\nHost: 1.mns.cn-hangzhou.aliyuncs.com\r\nx-mns-version: 2015-06-06\r\n\r\n'
const har = JSON.stringify({
  log: {
    version: '1.2',
    entries: [
      {
        startedDateTime: '2026-11-01T10:00:00.000Z',
        request: {
          method: 'PUT',
          url: 'http://1.mns.cn-hangzhou.aliyuncs.com/queues/from-a-har',
          httpVersion: 'HTTP/1.1',
          headers: [{ name: 'Host', value: '1.mns.cn-hangzhou.aliyuncs.com' }],
        },
        response: { status: 201, headers: [], content: { size: 0 } },
      },
    ],
  },
})

/** Files dropped on the window: requests go to the bench, exported receipts are taken in after a yes, others are told. */
export async function dropFiles(page: Page, exported: string): Promise<void> {
  await page.locator('tr[data-seq]').first().waitFor()
  const bench = page.getByRole('region', { name: 'Signature bench' })
  await dropFile(page, 'saved.http', captured)
  const request = bench.locator('.bench-request')
  await expect.poll(() => request.innerText()).toContain('/queues')
  await dropFile(page, 'saved.har', har)
  await expect.poll(() => request.innerText()).toContain('/queues/from-a-har')

  await dropFile(page, 'rows.ndjson', exported)
  const dialog = page.getByRole('dialog', { name: 'Import the receipts of rows.ndjson?' })
  await dialog.waitFor()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Import' }).click()
  await page.getByText(/^Added \d+, known already \d+$/).waitFor()

  await dropFile(page, 'broken.ndjson', '{"id":')
  const again = page.getByRole('dialog', { name: 'Import the receipts of broken.ndjson?' })
  await again.getByRole('button', { name: 'Import' }).click()
  await page.locator('.notice').getByText('line 1 is not JSON').waitFor()

  await dropFile(page, 'picture.png', gzipSync('x').toString('latin1'))
  await page.getByText('picture.png is no .http, .har, .ndjson or .csv file').waitFor()
}

import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findSerious } from './journeys/findSerious.ts'
import { launchBrowser } from './launchBrowser.ts'
import { type Product, removeTemporaryDirectories, startProduct, temporaryDirectory } from './startProduct.ts'

let browser: Browser
let product: Product

beforeAll(async () => {
  // A port that nobody else knows, so that nothing but this test sends to it.
  const config = join(temporaryDirectory(), 'receiptscope.json')
  writeFileSync(config, JSON.stringify({ endpoint: { port: 0 } }))
  product = await startProduct(['--no-simulator', '--port', '0', '--config', config])
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
  removeTemporaryDirectories()
})

const script = '<script>owned = true</script><img src=x onerror="owned = true"><svg onload="owned = true">'
const overridden = 'invoice\u202Egnp.exe\u0000\u0007\u2066 👩‍👩‍👧 回执'

const report = (fields: object) =>
  JSON.stringify([
    {
      phone_number: '13800138000',
      success: false,
      err_code: script,
      err_msg: overridden,
      biz_id: script,
      out_id: overridden,
      send_time: '2026-01-01 00:00:00',
      report_time: '2026-01-01 00:00:01',
      sms_size: '1',
      ...fields,
    },
  ])

type Hostile = { name: string; headers?: [string, string][]; body: string | Buffer }

const hostile: Hostile[] = [
  { name: 'HTML and scripts', body: report({}) },
  { name: 'HTML as text', headers: [['X-Html', script]], body: script.repeat(20) },
  { name: 'controls and emoji', body: overridden.repeat(50) },
  { name: 'one line of a mebibyte', body: 'x'.repeat(1 << 20) },
  { name: 'ten thousand headers', headers: manyHeaders(10_000), body: 'many' },
  { name: 'a thousand headers', headers: manyHeaders(1_000), body: 'some' },
  { name: 'broken UTF-8', body: Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0x00, 0x41]) },
  { name: 'nesting without end', body: '['.repeat(20_000) },
]

function manyHeaders(count: number): [string, string][] {
  return Array.from({ length: count }, (_, place) => [`X-${place}`, 'v'])
}

/** Written by hand, since no client would send all of this; answers the status. */
async function send({ headers = [], body }: Hostile): Promise<number> {
  const { hostname, port, pathname, host } = new URL(product.ready.endpoint)
  const bytes = Buffer.from(body)
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: close',
    `Content-Length: ${bytes.length}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ].join('\r\n')
  const socket = connect(Number(port), hostname)
  const pieces: Buffer[] = []
  socket.on('data', piece => pieces.push(piece))
  socket.on('error', () => {})
  socket.write(Buffer.concat([Buffer.from(`${head}\r\n\r\n`), bytes]))
  await once(socket, 'close')
  return Number(/^HTTP\/1\.1 (\d+)/.exec(Buffer.concat(pieces).toString('latin1'))?.[1] ?? 0)
}

test('whatever arrives is shown as text, in every view of it, and the window stays itself', async () => {
  for (const message of hostile) expect(await send(message), message.name).toBeGreaterThan(0)
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(String(error)))
  page.on('dialog', dialog => {
    complaints.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.goto(product.ready.url)
  const lines = page.getByRole('grid', { name: 'Receipts' }).locator('tr[data-seq]')
  await expect.poll(() => lines.count()).toBe(hostile.length)

  const inspector = page.getByRole('complementary', { name: 'Selected receipt' })
  const tabs = ['Overview', 'Timeline', 'Body', 'Raw', 'Signature', 'Replay']
  const seen: string[] = []
  for (let place = 0; place < hostile.length; place += 1) {
    await lines.nth(place).click()
    for (const name of tabs) {
      const tab = inspector.getByRole('tab', { name })
      await tab.click()
      await expect.poll(() => tab.getAttribute('data-state')).toBe('active')
      await expect.poll(() => inspector.getByRole('tabpanel').textContent()).not.toBe('')
      seen.push((await inspector.textContent()) ?? '')
      if (name !== 'Raw') continue
      await inspector.getByRole('radio', { name: 'Hex' }).check()
      await inspector.getByRole('grid', { name: 'Hex' }).waitFor()
    }
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(width, `the row in place ${place} is wider than the window`).toBeLessThanOrEqual(0)
  }
  const text = seen.join('\n')
  expect(text).toContain('<script>owned = true</script>')
  expect(text).toContain('RLO')
  expect(text).toContain('NUL')
  expect(text).toContain('Not valid UTF-8')
  // What acts on its surroundings must never stand in the page as itself.
  expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
  expect(await page.evaluate(() => document.body.innerText)).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
  expect(await page.locator('main img, main iframe, main script').count()).toBe(0)
  expect(await page.evaluate(() => 'owned' in window)).toBe(false)

  await lines.nth(0).click()
  await lines.nth(4).click({ modifiers: ['Control'] })
  await page.keyboard.press('d')
  const comparison = page.getByRole('region', { name: 'Comparison' })
  await comparison.getByText(/fields? differs?$/).waitFor()
  await comparison.getByRole('radio', { name: 'Bytes' }).check()
  await comparison.getByRole('grid', { name: 'Bytes' }).waitFor()
  expect(await findSerious(page)).toEqual([])
  expect(await page.evaluate(() => 'owned' in window)).toBe(false)
  expect(complaints).toEqual([])
  await context.close()
})

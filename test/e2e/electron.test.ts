import { join } from 'node:path'
import { type ElectronApplication, _electron as electron } from 'playwright'
import { afterEach, expect, test } from 'vitest'
import { findElectronRuntime } from '../../scripts/fetchElectron.mjs'
import { operateQueues } from './journeys/queuesJourney.ts'
import { watchReceipts } from './journeys/receiptsJourney.ts'
import { driveSimulator } from './journeys/simulatorJourney.ts'
import { removeTemporaryDirectories, temporaryDirectory } from './startProduct.ts'

const root = join(import.meta.dirname, '../..')
const runtime = await findElectronRuntime({ mayFetch: false })
const reason = 'missing' in runtime ? ` (skipped: ${runtime.missing})` : ''
/** Where a runtime has to be there, its absence is a failure with this same reason. */
const isSkipped = 'missing' in runtime && !process.env.RECEIPTSCOPE_REQUIRE_ELECTRON
let running: ElectronApplication | null = null

afterEach(async () => {
  await running?.close()
  running = null
  removeTemporaryDirectories()
})

async function launch(data: string): Promise<ElectronApplication> {
  if ('missing' in runtime) throw new Error(runtime.missing)
  running = await electron.launch({
    executablePath: runtime.path,
    args: [...runtime.args, root, '--data', data, '--demo', '--lang=en-US'],
  })
  return running
}

test.skipIf(isSkipped)(
  `the desktop app: receipts arrive, one is opened, filtered by phone and found after a reload${reason}`,
  async () => {
    const app = await launch(temporaryDirectory())
    const page = await app.firstWindow()
    const complaints: string[] = []
    page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', error => complaints.push(String(error)))
    await watchReceipts(page)
    expect(complaints).toEqual([])
    expect(page.url()).toMatch(/^app:\/\/receiptscope\/desktop\.html/)
  },
)

test.skipIf(isSkipped)(
  `the desktop app: the simulator is driven, and its queues and topics are operated${reason}`,
  async () => {
    const page = await (await launch(temporaryDirectory())).firstWindow()
    await operateQueues(page)
    await driveSimulator(page)
  },
)

test.skipIf(isSkipped)(
  `the desktop app: the real page has no Node, can go nowhere and is told the truth about its secrets${reason}`,
  async () => {
    const app = await launch(temporaryDirectory())
    const page = await app.firstWindow()
    await page.getByRole('grid', { name: 'Receipts' }).waitFor()
    expect(
      await page.evaluate(() => ['process', 'require', 'module'].filter(name => name in globalThis)),
    ).toEqual([])
    expect(await page.evaluate(() => Object.keys(window.receiptscope ?? {}))).toEqual(['send', 'onFrame'])
    await page.evaluate(() => {
      location.href = 'https://example.com/'
    })
    await page.evaluate(() => window.open('https://example.com/'))
    expect(app.windows()).toHaveLength(1)
    expect(page.url()).toMatch(/^app:\/\/receiptscope\/desktop\.html/)
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
    const fetched = page.evaluate(() =>
      fetch('https://example.com/').then(
        () => 'answered',
        () => 'refused',
      ),
    )
    expect(await fetched).toBe('refused')
  },
)

test.skipIf(isSkipped)(`the desktop app: what was received is there after a restart${reason}`, async () => {
  const data = temporaryDirectory()
  const first = await launch(data)
  const rows = (app: ElectronApplication) =>
    app.firstWindow().then(page => page.getByRole('grid', { name: 'Receipts' }).locator('tr[data-seq]'))
  const line = (await rows(first)).first()
  await line.waitFor()
  const seq = Number(await line.getAttribute('data-seq'))
  await first.close()
  const again = (await rows(await launch(data))).first()
  await again.waitFor()
  expect(Number(await again.getAttribute('data-seq'))).toBeGreaterThanOrEqual(seq)
})

declare global {
  interface Window {
    receiptscope?: object
  }
}

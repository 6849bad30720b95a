import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actOnReceipts, narrowDown, replayPush } from './journeys/actJourney.ts'
import { followAlert, removeAlert, setAlert } from './journeys/alertJourney.ts'
import { explainSignatures } from './journeys/benchJourney.ts'
import { keepReceipts } from './journeys/bulkJourney.ts'
import { askAboutMany } from './journeys/compensationJourney.ts'
import { dropFiles } from './journeys/dropJourney.ts'
import { findSerious } from './journeys/findSerious.ts'
import { readInsights } from './journeys/insightsJourney.ts'
import { examineOwnService } from './journeys/ownServiceJourney.ts'
import { catchPushes } from './journeys/pushesJourney.ts'
import { operateQueues } from './journeys/queuesJourney.ts'
import { goByAddress, watchReceipts } from './journeys/receiptsJourney.ts'
import { reconcileSends } from './journeys/reconcileJourney.ts'
import { changeShortcuts } from './journeys/shortcutsJourney.ts'
import { driveSimulator } from './journeys/simulatorJourney.ts'
import { holdBack, stopSlowSearch } from './journeys/slowJourney.ts'
import { askWithSql } from './journeys/sqlJourney.ts'
import { launchBrowser } from './launchBrowser.ts'
import { type Product, removeTemporaryDirectories, startProduct } from './startProduct.ts'

let browser: Browser
let product: Product

beforeAll(async () => {
  product = await startProduct(['--demo'])
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  expect(await product?.stop()).toBe(0)
  removeTemporaryDirectories()
})

/** A page of its own profile, with what its console complains of; `prepare` comes before anything is loaded. */
async function openWindow(options: BrowserContextOptions = {}, prepare: (page: Page) => unknown = () => {}) {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
    ...options,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(String(error)))
  await prepare(page)
  await page.goto(product.ready.url)
  // Keys are heard once the window stands.
  await page.locator('.receipts-list').waitFor()
  return { page, complaints, close: () => context.close() }
}

test('receipts arrive, one is opened, the view pauses, is filtered by phone and survives a reload', async () => {
  const { page, complaints, close } = await openWindow()
  await watchReceipts(page)
  expect(complaints).toEqual([])
  expect(page.url()).not.toContain(product.ready.token)
  await close()
})

test('a panel stands in the address: it survives a reload and can be gone back from', async () => {
  const { page, complaints, close } = await openWindow()
  await goByAddress(page)
  expect(complaints).toEqual([])
  await close()
})

const looks = [
  { colorScheme: 'light', locale: 'en-US' },
  { colorScheme: 'dark', locale: 'zh-CN' },
] as const

test.each(looks)('axe finds nothing serious in the panels: $colorScheme, $locale', async look => {
  const { page, complaints, close } = await openWindow(look)
  await page.locator('tr[data-seq]').nth(2).click()
  await page.getByRole('tab').nth(3).waitFor()
  expect(await findSerious(page)).toEqual([])
  await page.keyboard.press('Control+7')
  await page.locator('.settings-section').first().waitFor()
  expect(await findSerious(page)).toEqual([])
  await page.keyboard.press('Control+4')
  await page.locator('.name-list-item').first().click()
  await page.locator('.queues-detail').getByRole('tab').first().waitFor()
  expect(await findSerious(page)).toEqual([])
  await page.keyboard.press('Control+5')
  await page.getByRole('tab').nth(3).waitFor()
  expect(await findSerious(page)).toEqual([])
  expect(complaints).toEqual([])
  await close()
})

test('the simulator is driven: snippets, faults, clock, a burst, a trace, a reset, a stop and a start', async () => {
  const { page, complaints, close } = await openWindow()
  await driveSimulator(page)
  expect(complaints).toEqual([])
  await close()
})

test('signatures are explained: a changed push, one’s own string, a secret, and a push as it was edited', async () => {
  const { page, complaints, close } = await openWindow()
  await explainSignatures(page)
  expect(complaints).toEqual([])
  await close()
})

test('queues and topics are operated from their making to their end, with the HTTP behind it', async () => {
  const { page, complaints, close } = await openWindow()
  await operateQueues(page)
  expect(complaints).toEqual([])
  await close()
})

test('answers are scripted, a test push comes again, its attempts are compared, and it is opened in the bench', async () => {
  const { page, complaints, close } = await openWindow()
  await catchPushes(page)
  await page.keyboard.press('Control+1')
  await replayPush(page)
  expect(complaints).toEqual([])
  await close()
})

test('receipts are chosen, compared and replayed', async () => {
  const { page, complaints, close } = await openWindow()
  await actOnReceipts(page)
  expect(complaints).toEqual([])
  await close()
})

test('a result is narrowed down by its values, and an earlier filter is found again', async () => {
  const { page, complaints, close } = await openWindow()
  await narrowDown(page)
  expect(complaints).toEqual([])
  await close()
})

test('insights: figures with their change, narrowed by the filter, and a code that leads to its rows', async () => {
  const { page, complaints, close } = await openWindow()
  await readInsights(page)
  expect(complaints).toEqual([])
  await close()
})

test('SQL: an example is run, a mistake is pointed at, a long statement is stopped, a row leads to its receipt', async () => {
  const { page, complaints, close } = await openWindow({ permissions: ['clipboard-read', 'clipboard-write'] })
  await askWithSql(page)
  expect(complaints).toEqual([])
  await close()
})

test('sends are imported from their log, the missing receipt is asked about, and the daily sums are compared', async () => {
  const { page, complaints, close } = await openWindow()
  await reconcileSends(page, product.ready.endpoint)
  expect(complaints).toEqual([])
  await close()
})

test('several receipts are copied, exported and pinned at once', async () => {
  const { page, complaints, close } = await openWindow({ permissions: ['clipboard-read', 'clipboard-write'] })
  await keepReceipts(page)
  expect(complaints).toEqual([])
  await close()
})

test('files dropped on the window go to the bench or are imported', async () => {
  const { page, complaints, close } = await openWindow()
  const { token, api } = product.ready
  const headers = { authorization: `Bearer ${token}` }
  const exported = await fetch(
    `${api}/export?format=ndjson&query=${encodeURIComponent('via:queue since:10s')}`,
    {
      headers,
    },
  )
  await dropFiles(page, await exported.text())
  expect(complaints).toEqual([])
  await close()
})

test('pushes are passed on to a service of one’s own, and the doctor examines it', async () => {
  const { page, complaints, close } = await openWindow()
  await examineOwnService(page)
  expect(complaints).toEqual([])
  await close()
}, 120_000)

test('a search that takes its time is stopped, and what was shown stays', async () => {
  const slow = 'phone:13* "held back"'
  const answers: Awaited<ReturnType<typeof holdBack>>[] = []
  const { page, complaints, close } = await openWindow({}, async opened => {
    answers.push(await holdBack(opened, slow))
  })
  await stopSlowSearch(page, slow, () => answers[0]?.cancelled() ?? false)
  expect(complaints).toEqual([])
  await close()
})

test('an alert is told in any panel, with the way to its rows', async () => {
  const { page, complaints, close } = await openWindow()
  await setAlert(page)
  await followAlert(page)
  await removeAlert(page)
  expect(complaints).toEqual([])
  await close()
}, 120_000)

test('the service is asked about many sends: stopped, and gone on with after a reload', async () => {
  const { page, complaints, close } = await openWindow()
  await askAboutMany(page)
  expect(complaints).toEqual([])
  await close()
}, 240_000)

test('shortcuts are changed, conflicts are told, and the palette acts where it is seen', async () => {
  const { page, complaints, close } = await openWindow()
  await changeShortcuts(page)
  expect(complaints).toEqual([])
  await close()
})

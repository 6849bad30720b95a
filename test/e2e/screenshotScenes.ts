import { once } from 'node:events'
import { renameSync } from 'node:fs'
import type { Page } from 'playwright'
import { dragFile } from './journeys/dropFile.ts'
import type { Product } from './startProduct.ts'

/** Every panel with something in it. */
export const panels: Record<string, (page: Page) => Promise<void>> = {
  receipts: async page => {
    await page.keyboard.press('Control+1')
    await page.locator('tr[data-seq]').nth(3).click()
    await page.getByRole('tab').nth(3).waitFor()
  },
  sql: async page => {
    await page.keyboard.press('Control+1')
    await page.keyboard.press('q')
    await page.locator('.sql-examples button').nth(2).click()
    await page.keyboard.press('Control+Enter')
    await page.locator('.sql-grid').waitFor()
  },
  pushes: async page => {
    await page.keyboard.press('Control+2')
    await page.locator('.pushes .button-main').first().click()
    await page.locator('.pushes-message').first().waitFor()
  },
  bench: async page => {
    await page.keyboard.press('Control+3')
    await page.locator('.bench').waitFor()
  },
  queues: async page => {
    await page.keyboard.press('Control+4')
    await page.locator('.name-list-item').first().click()
    await page.locator('.queues-detail').waitFor()
  },
  simulator: async page => {
    await page.keyboard.press('Control+5')
    await page.getByRole('tab').nth(1).click()
  },
  insights: async page => {
    await page.keyboard.press('Control+6')
    await page.locator('.key-figures').waitFor()
  },
  reconcile: async page => {
    await page.keyboard.press('Control+8')
    const log = `phone,biz_id,send_time,template,note\n13812345678,b1,${Date.now() - 3_600_000},SMS_1,x\n`
    const picker = page.locator('.reconcile-drop input')
    const file = { name: 'sends.csv', mimeType: 'text/csv', buffer: Buffer.from(log) }
    await picker.setInputFiles(file)
    await page.locator('.reconcile .button-main').first().click()
    await page.locator('.reconcile-sends').waitFor()
    await page.locator('.reconcile .button-main').last().click()
    await picker.setInputFiles(file)
    await page.locator('.reconcile-columns').waitFor()
    await page.locator('.reconcile .panel-card:has(.segmented) .button').first().click()
    await page.locator('.reconcile tbody').last().waitFor()
  },
  settings: async page => {
    await page.keyboard.press('Control+7')
    await page.locator('.settings-section').first().waitFor()
  },
  palette: async page => {
    await page.keyboard.press('Control+1')
    await page.keyboard.press('Control+k')
  },
}

/** States of the window that no panel shows by itself; each is given a page of its own, on the receipts or what is there without any. */
export type Scene = { on: 'demo' | 'empty'; show: (page: Page, product: Product) => Promise<void> }

const rows = (page: Page) => page.locator('tr[data-seq]')

const pause = (page: Page) => page.keyboard.press('Space')

async function choose(page: Page, count: number): Promise<void> {
  await pause(page)
  await rows(page)
    .nth(1)
    .click({ position: { x: 40, y: 10 } })
  await rows(page)
    .nth(count)
    .click({ position: { x: 40, y: 10 }, modifiers: ['Shift'] })
  await page.locator('.bulk-bar').waitFor()
}

async function scrollSettings(page: Page, section: number): Promise<void> {
  await page.keyboard.press('Control+7')
  await page
    .locator('.settings-section')
    .nth(section)
    .evaluate(node => node.scrollIntoView())
}

async function beginWith(page: Page, way: number): Promise<void> {
  await page.locator('.first-choice').nth(way).click()
  await page.locator('.first-run h2').waitFor()
}

/** One that nobody answers for. */
async function addAccount(page: Page): Promise<void> {
  await page.keyboard.press('Control+7')
  await page.locator('.settings-section').first().locator('.button').last().click()
  await page.locator('[name=name]').fill('production')
  await page.locator('[name=endpoint]').fill('http://127.0.0.1:9')
  await page.locator('[name=accessKeyId]').fill('LTAI5tExampleExampleKey')
  await page.locator('[name=accessKeySecret]').fill('not a secret')
  await page.locator('.settings-form button[type=submit]').first().click()
  await page.locator('.account-check').first().waitFor()
}

const demo: Record<string, Scene['show']> = {
  'bulk-bar': page => choose(page, 5),
  'compare-two': async page => {
    await choose(page, 2)
    await page.keyboard.press('d')
    await page.locator('.compare').waitFor()
  },
  'compare-attempts': async page => {
    await page.keyboard.press('Control+2')
    const answer = page.locator('.pushes select').first()
    await answer.selectOption('status')
    await page.locator('.pushes .button-main').first().click()
    await page.locator('.pushes-message').first().click()
    await page.waitForTimeout(12_000)
    await answer.selectOption('verify')
    await page.locator('.pushes-main').evaluate(node => node.scrollTo(0, 400))
  },
  timeline: async page => {
    await rows(page)
      .nth(3)
      .click({ position: { x: 40, y: 10 } })
    await page.getByRole('tab').nth(1).click()
  },
  failed: async page => {
    await pause(page)
    await page
      .locator('tr[data-status="failed"]')
      .first()
      .click({ position: { x: 40, y: 10 } })
  },
  body: async page => {
    await rows(page)
      .nth(3)
      .click({ position: { x: 40, y: 10 } })
    await page.getByRole('tab').nth(2).click()
  },
  raw: async page => {
    await rows(page)
      .nth(3)
      .click({ position: { x: 40, y: 10 } })
    await page.getByRole('tab').nth(3).click()
  },
  replay: async page => {
    await rows(page)
      .nth(3)
      .click({ position: { x: 40, y: 10 } })
    await page.keyboard.press('r')
  },
  facets: async page => {
    await page.keyboard.press('f')
    await page.locator('.facets button').nth(3).waitFor()
  },
  completion: async page => {
    await page.locator('#query').fill('status:failed c')
    await page.locator('[role=option]').first().waitFor()
  },
  'query-fault': async page => {
    await page.locator('#query').fill('status:nonsense')
    await page.keyboard.press('Enter')
    await page.locator('#query-fault').waitFor()
  },
  'nothing-matches': async page => {
    await page.locator('#query').fill('phone:999999')
    await page.keyboard.press('Enter')
    await page.locator('.empty-state').waitFor()
  },
  columns: async page => {
    await page.locator('.receipts-tools button, .receipts-head button').last().click()
    await page.locator('.menu').waitFor()
  },
  'drop-overlay': page => dragFile(page, 'dragover', 'capture.http', 'x'),
  'import-dialog': async page => {
    await dragFile(
      page,
      'drop',
      'receipts.ndjson',
      '{"phone":"13800138000","send_time":"2026-01-01 00:00:00"}\n',
    )
    await page.locator('dialog[open]').waitFor()
  },
  monitors: async page => {
    await page.locator('.top-bar .pill').first().click()
    await page.locator('.monitors').waitFor()
  },
  'bench-changed': async page => {
    await page.keyboard.press('Control+3')
    await page.locator('.bench-samples button, .bench ul button').nth(1).click()
    await page.locator('.bench-string, .bench ol').first().waitFor()
  },
  'queues-send': async page => {
    await page.keyboard.press('Control+4')
    await page.locator('.name-list-item').first().click()
    await page.locator('.queues-detail [role=tab]').nth(1).click()
  },
  'queues-attributes': async page => {
    await page.keyboard.press('Control+4')
    await page.locator('.name-list-item').first().click()
    await page.locator('.queues-detail [role=tab]').nth(2).click()
  },
  'queues-delete': async page => {
    await page.keyboard.press('Control+4')
    await page.locator('.name-list-item').first().click()
    await page.locator('.queues-title-actions .button').last().click()
  },
  'queues-none': page => page.keyboard.press('Control+4'),
  topics: async page => {
    await page.keyboard.press('Control+4')
    await page.locator('.queues-head .segment').nth(1).click()
    await page.locator('.name-list-item').first().click()
  },
  'simulator-connect': page => page.keyboard.press('Control+5'),
  'simulator-trace': async page => {
    await page.keyboard.press('Control+5')
    await page.getByRole('tab').nth(2).click()
    await page.locator('.simulator li button, .simulator tbody tr').first().click()
  },
  'simulator-outbox': async page => {
    await page.keyboard.press('Control+5')
    await page.getByRole('tab').nth(3).click()
  },
  'insights-below': async page => {
    await page.keyboard.press('Control+6')
    await page.locator('.key-figures').waitFor()
    await page.locator('.insights').evaluate(node => node.scrollTo(0, 700))
  },
  'alert-form': async page => {
    await page.keyboard.press('Control+6')
    await page.locator('.key-figures').waitFor()
    await page.locator('.panel-card .button').last().click()
    await page.locator('.alert-form select').first().selectOption('share')
  },
  'settings-look': page => scrollSettings(page, 2),
  'settings-kept': page => scrollSettings(page, 4),
  'settings-outbound': page => scrollSettings(page, 6),
  'settings-program': page => scrollSettings(page, 8),
  'account-form': async page => {
    await page.keyboard.press('Control+7')
    await page.locator('.settings-section').first().locator('.button').last().click()
  },
  'compact-times': async page => {
    await page.keyboard.press('Control+7')
    await page
      .locator('.settings-section')
      .nth(2)
      .locator('.setting')
      .nth(2)
      .locator('.segment')
      .nth(1)
      .click()
    await page.keyboard.press('Control+1')
    await page.keyboard.press('t')
    await pause(page)
  },
  'sql-first': async page => {
    await page.keyboard.press('q')
    await page.locator('.sql-examples').waitFor()
  },
  shortcuts: page => page.keyboard.press('?'),
  'disk-gone': async (page, product) => {
    renameSync(product.dataDirectory, `${product.dataDirectory}-moved`)
    await page.locator('.connection-banner').waitFor()
    page.once('close', () => renameSync(`${product.dataDirectory}-moved`, product.dataDirectory))
  },
  'core-lost': async (page, product) => {
    product.process.kill('SIGKILL')
    await once(product.process, 'exit')
    await page.locator('.connection-banner').waitFor()
    await page.waitForTimeout(1_500)
  },
}

const empty: Record<string, Scene['show']> = {
  'no-receipts': page => page.locator('.first-choice').first().waitFor(),
  'first-connect': page => beginWith(page, 1),
  'first-endpoint': page => beginWith(page, 2),
  'no-pushes': page => page.keyboard.press('Control+2'),
  'no-queues': page => page.keyboard.press('Control+4'),
  'no-simulator': page => page.keyboard.press('Control+5'),
  'no-insights': page => page.keyboard.press('Control+6'),
  'no-reconcile': page => page.keyboard.press('Control+8'),
  'no-settings': page => page.keyboard.press('Control+7'),
  'check-failed': async page => {
    await addAccount(page)
    await page.locator('.settings-section').first().locator('.setting .button').first().click()
    await page.locator('.account-check li').nth(2).waitFor()
  },
  'queues-unreachable': async page => {
    await addAccount(page)
    await page.keyboard.press('Control+4')
    await page.locator('.exchanges-failed').waitFor()
  },
}

const tagged = (on: Scene['on'], shows: Record<string, Scene['show']>): [string, Scene][] =>
  Object.entries(shows).map(([name, show]) => [name, { on, show }])

export const scenes: Record<string, Scene> = Object.fromEntries([
  ...tagged('empty', empty),
  ...tagged('demo', demo),
])

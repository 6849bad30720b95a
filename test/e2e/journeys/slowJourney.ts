import type { Page, WebSocketRoute } from 'playwright'
import { expect } from 'vitest'
import { expectAccessible } from './expectAccessible.ts'

type Frame = { kind: string; id?: number; name?: string; input?: { query?: string } | null }

/** Holds back the answers to one query, as a search does that takes its time. Called before the page is opened. */
export async function holdBack(page: Page, query: string): Promise<{ cancelled: () => boolean }> {
  const held = new Set<number>()
  let cancelled = false
  const fromPage = (frame: Frame) => {
    if (frame.id === undefined) return
    if (frame.kind === 'open' && frame.name === 'receipts.feed' && frame.input?.query === query)
      held.add(frame.id)
    if (frame.kind === 'cancel' && held.has(frame.id)) cancelled = true
  }
  await page.routeWebSocket('**/rpc', (socket: WebSocketRoute) => {
    const server = socket.connectToServer()
    socket.onMessage(message => {
      for (const frame of framesOf(message)) fromPage(frame)
      server.send(message)
    })
    server.onMessage(message => {
      const frames = framesOf(message)
      if (!frames.some(({ id }) => id !== undefined && held.has(id))) socket.send(message)
    })
  })
  return { cancelled: () => cancelled }
}

function framesOf(message: string | Buffer): Frame[] {
  const value = JSON.parse(String(message)) as Frame | Frame[]
  return Array.isArray(value) ? value : [value]
}

/** A search that takes its time says so, is stopped by a click and by another filter, and what was shown before stays. */
export async function stopSlowSearch(page: Page, query: string, cancelled: () => boolean): Promise<void> {
  const field = page.locator('#query')
  const lines = page.locator('tr[data-seq]')
  await field.fill('via:queue')
  await expect.poll(() => page.url()).toContain('via%3Aqueue')
  await lines.nth(2).waitFor()
  await field.fill(query)
  const searching = page.getByRole('progressbar', { name: 'Searching…' })
  await searching.waitFor()
  expect(await lines.count()).toBeGreaterThan(2)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Stop searching' }).click()
  await searching.waitFor({ state: 'detached' })
  await expect.poll(cancelled).toBe(true)
  await expect.poll(() => field.inputValue()).toBe('via:queue')
  expect(await lines.count()).toBeGreaterThan(2)

  await field.fill(query)
  await searching.waitFor()
  await field.fill('status:delivered')
  await expect.poll(() => page.url()).toContain('status%3Adelivered')
  await searching.waitFor({ state: 'detached' })
}

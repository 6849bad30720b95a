import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright'
import { expect } from 'vitest'
import { expectAccessible } from './expectAccessible.ts'

/** A service such as a developer has, which takes whatever comes. */
async function startService() {
  const bodies: string[] = []
  const server = createServer((incoming, answer) => {
    const pieces: Buffer[] = []
    incoming.on('data', piece => pieces.push(piece))
    incoming.on('end', () => {
      bodies.push(Buffer.concat(pieces).toString())
      answer.writeHead(202, { 'content-type': 'text/plain' }).end('taken by my own service')
    })
    incoming.on('error', () => {})
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/callback`,
    bodies,
    stop: () => server.close().closeAllConnections(),
  }
}

/** Pushes are passed on to a service on this machine, both answers stand side by side, and the doctor examines it. */
export async function examineOwnService(page: Page): Promise<void> {
  const service = await startService()
  try {
    await page
      .getByRole('navigation', { name: 'Panels' })
      .getByRole('button', { name: 'Pushes', exact: true })
      .click()
    const panel = page.getByRole('region', { name: 'Pushes', exact: true })
    await panel.getByRole('textbox', { name: 'Pass every push on to' }).fill(service.url)
    await panel.getByRole('button', { name: 'Save', exact: true }).click()
    await panel.getByRole('combobox', { name: 'Answer', exact: true }).selectOption('forward')
    await panel.getByRole('button', { name: 'Send me a test push' }).click()
    const attempt = panel.getByRole('region', { name: /^Attempt 1 at/ })
    await attempt.getByText('taken by my own service').waitFor()
    await attempt.getByRole('heading', { name: 'Answered here 202' }).waitFor()
    await attempt.getByRole('heading', { name: 'Answered by your service 202' }).waitFor()
    expect(service.bodies.length).toBeGreaterThan(0)
    await expectAccessible(page)
    await panel.getByRole('combobox', { name: 'Answer', exact: true }).selectOption('verify')
    await panel.getByRole('textbox', { name: 'Pass every push on to' }).fill('')
    await panel.getByRole('button', { name: 'Save', exact: true }).click()

    await panel.getByRole('textbox', { name: 'Your endpoint' }).fill(service.url)
    await panel.getByRole('combobox', { name: 'Format' }).selectOption('xml')
    await panel.getByRole('button', { name: 'Examine it' }).click()
    const findings = panel.getByRole('list', { name: 'Findings' })
    await findings.getByText('a genuine push', { exact: false }).first().waitFor()
    await panel.getByText(/^\d+ passed, \d+ to look at, \d+ failed$/).waitFor({ timeout: 60_000 })
    const tampered = findings.getByRole('listitem').filter({ hasText: 'a body that was changed' })
    await tampered.getByText('failed', { exact: true }).waitFor()
    await tampered.getByText(/Compare Content-MD5/).waitFor()
    await expectAccessible(page)

    await panel.getByRole('textbox', { name: 'Your endpoint' }).fill('http://192.0.2.1:9/elsewhere')
    await panel.getByRole('button', { name: 'Examine it' }).click()
    await panel.getByRole('button', { name: 'Yes, examine 192.0.2.1:9' }).waitFor()
    await panel.getByRole('button', { name: 'Cancel' }).click()
  } finally {
    service.stop()
  }
}

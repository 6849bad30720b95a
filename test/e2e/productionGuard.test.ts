import { writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startSimulator } from '../../src/simulator/startSimulator.ts'
import { expectAccessible } from './journeys/expectAccessible.ts'
import { launchBrowser } from './launchBrowser.ts'
import { removeTemporaryDirectories, startProduct, temporaryDirectory } from './startProduct.ts'

/** An address of this machine that is not loopback: whatever answers there counts as a cloud's. */
const address = Object.values(networkInterfaces())
  .flatMap(interfaces => interfaces ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address
const reason = address === undefined ? ' (skipped: this machine has no address but loopback)' : ''

test.skipIf(address === undefined)(
  `on a cloud account a queue is deleted only once its name is typed out${reason}`,
  async () => {
    const simulator = await startSimulator({ host: '0.0.0.0', accessKeySecret: 'secret' })
    const endpoint = `http://${address}:${new URL(simulator.endpoint).port}`
    const config = join(temporaryDirectory(), 'config.json')
    const account = { name: 'production', endpoint, accessKeyId: 'simulator', accessKeySecret: 'secret' }
    writeFileSync(config, JSON.stringify({ accounts: [account] }))
    const [browser, product] = await Promise.all([launchBrowser(), startProduct(['--config', config])])
    onTestFinished(async () => {
      await browser.close()
      await product.stop()
      await simulator.close()
      removeTemporaryDirectories()
    })
    const page = await (await browser.newContext({ locale: 'en-US' })).newPage()
    await page.goto(product.ready.url)
    await page.getByRole('button', { name: 'Queues & topics' }).click()
    const panel = page.getByRole('region', { name: 'Queues & topics' })
    await panel.getByText('cloud account').waitFor()
    await panel.getByRole('button', { name: simulator.smsQueues.SmsUp }).click()
    await panel.getByRole('button', { name: 'Delete queue' }).click()
    const dialog = page.getByRole('dialog')
    const confirm = dialog.getByRole('button', { name: 'Delete queue' })
    const name = dialog.getByRole('textbox', { name: 'Type the name to confirm' })
    expect(await confirm.isDisabled()).toBe(true)
    await name.fill(simulator.smsQueues.SmsReport)
    expect(await confirm.isDisabled()).toBe(true)
    await expectAccessible(page)
    await name.fill(simulator.smsQueues.SmsUp)
    await page.keyboard.press('Enter')
    await panel.getByRole('heading', { name: 'Pick a queue' }).waitFor()
    const left = simulator.state() as { queues: { name: string }[] }
    expect(left.queues.map(queue => queue.name)).toEqual([simulator.smsQueues.SmsReport])
  },
)

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../../src/core/store/openStore.ts'
import { noFaults } from '../../../src/simulator/faults/faultSettings.ts'
import { seededRandom } from '../../../src/simulator/random.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { startQueueSimulator } from './startQueueSimulator.ts'

const queue = 'orders'
/** Of the processor's time: waiting for others tells nothing of what opening takes. */
const openingMilliseconds = 500
const messages = Number(process.env.RECEIPTSCOPE_KILL_MESSAGES ?? 3000)

/**
 * The long form, `npm run kill-run`, is the same test with 100,000 messages: killed at random moments while the service
 * errs, repeats and half deletes, a consumer loses nothing and stores nothing twice.
 */
test(
  'every message is stored exactly once, however often the consumer is killed',
  async () => {
    const faults = {
      ...noFaults,
      errors: [{ operation: null, share: 0.02, code: 'InternalError' }],
      duplicate: 0.03,
      partial: 0.05,
    }
    // A minute of the simulator's time passes in a second, so that leases of the killed end soon.
    const { simulator, send, left, given } = await startQueueSimulator(queue, { clockSpeed: 60, faults })
    send(messages)
    const { endpoint, accessKeyId, accessKeySecret } = simulator
    const config = {
      accounts: [{ name: 'sim', endpoint, accessKeyId, accessKeySecret }],
      monitors: [{ account: 'sim', queue, mode: 'consume', parallel: 8, start: true }],
    }
    const dataDirectory = temporaryDirectory()
    const began = performance.now()
    const random = seededRandom(20_261_120)
    let kills = 0
    while ((await left()) !== 0) {
      const child = spawn(
        process.execPath,
        [join(import.meta.dirname, 'consumingProcess.ts'), dataDirectory, JSON.stringify(config)],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      )
      const exited = once(child, 'exit')
      await Promise.race([once(child.stdout, 'data'), exited])
      // A life lasts for so many messages, not so long: however slow the machine, there are as many of them.
      const enough = given() + random() * Math.min(messages / (kills < 6 ? 30 : 4), 1500)
      let looks = 0
      const isOver = async () => given() > enough || (looks++ % 25 === 0 && (await left()) === 0)
      await expect.poll(isOver, { interval: 1 + random() * 8, timeout: 60_000 }).toBe(true)
      child.kill('SIGKILL')
      await exited
      kills++
      expect(kills).toBeLessThan(400)
    }

    const before = process.cpuUsage()
    const store = openStore(dataDirectory)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(openingMilliseconds)
    const [rows, ids, outIds, deliveries, intact] = store.database
      .prepare(
        `SELECT count(*), count(DISTINCT message_id), count(DISTINCT out_id), sum(deliveries),
          (SELECT count(*) FROM body) FROM receipt`,
      )
      .raw()
      .get() as number[]
    expect({ rows, ids, outIds, intact }).toEqual({
      rows: messages,
      ids: messages,
      outIds: messages,
      intact: messages,
    })
    // Each row was delivered at least once; whatever else the service gave away is counted or was lost with a process.
    expect(deliveries).toBeGreaterThanOrEqual(messages)
    expect(deliveries).toBeLessThanOrEqual(given())
    expect(store.database.prepare('SELECT min(deliveries) FROM receipt').pluck().get()).toBe(1)
    expect(store.database.pragma('integrity_check', { simple: true })).toBe('ok')
    const again = store.database.prepare('SELECT count(*) FROM receipt WHERE deliveries > 1').pluck().get()
    store.close()
    if (process.env.RECEIPTSCOPE_KILL_MESSAGES !== undefined) {
      const seconds = Math.round((performance.now() - began) / 1000)
      console.log(
        JSON.stringify({ messages, kills, rows, deliveries, again, given: given(), left: 0, seconds }),
      )
    }
    expect(kills).toBeGreaterThan(2)
  },
  Math.max(240_000, messages * 4),
)

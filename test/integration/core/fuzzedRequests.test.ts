import { connect } from 'node:net'
import { expect, test } from 'vitest'
import type { Seq } from '../../../src/contract/brand.ts'
import type { ReceiptPage } from '../../../src/contract/receipt.ts'
import { startCertificateHost } from '../../../src/core/doctor/certificateHost.ts'
import { writeSignedPush } from '../../../src/core/doctor/signedPush.ts'
import { pushStringToSign } from '../../../src/protocol/push/pushStringToSign.ts'
import { seededRandom } from '../../../src/simulator/random.ts'
import { openTestCore } from './openTestCore.ts'
import { toWire } from './rawPush.ts'

/** The long form, with RECEIPTSCOPE_FUZZ=1000000, is the same test. */
const rounds = Number(process.env.RECEIPTSCOPE_FUZZ ?? 1500)
const lanes = 8

/** Up to three changes at random places: a byte changed, put in or taken out, a piece repeated, or the end cut off. */
function mutate(bytes: Buffer, random: () => number): Buffer {
  const anywhere = (length: number) => Math.floor(random() * length)
  let result = bytes
  for (let times = 1 + anywhere(3); times > 0; times--) {
    const at = anywhere(result.length)
    const [head, tail] = [result.subarray(0, at), result.subarray(at)]
    const byte = Buffer.of(anywhere(256))
    switch (anywhere(5)) {
      case 0:
        result = Buffer.concat([head, byte, tail.subarray(1)])
        break
      case 1:
        result = Buffer.concat([head, byte, tail])
        break
      case 2:
        result = Buffer.concat([head, tail.subarray(1)])
        break
      case 3:
        result = Buffer.concat([head, tail.subarray(0, anywhere(40)), tail])
        break
      default:
        if (random() < 0.2) result = head
    }
  }
  return result
}

/** Resolves when the other side is done with it. */
function send(port: number, bytes: Buffer): Promise<void> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.on('close', () => resolve())
    socket.resume()
    socket.end(bytes)
  })
}

test(
  'mutated requests never crash the endpoint, are stored, and are never valid where something signed was changed',
  async () => {
    const certificates = await startCertificateHost(0)
    const core = await openTestCore({ trustedCertificateHosts: [certificates.host] })
    try {
      const at = Date.now()
      const contents = { message: 'hello 回执', tag: 'a', messageId: 'M1', publishedAt: at, date: at }
      const genuine = writeSignedPush(
        { ...contents, format: 'xml', target: '/notifications?x=1' },
        certificates.signer,
      )
      const wire = toWire(genuine)
      const port = Number(new URL(core.origin).port)
      const random = seededRandom(20_261_120)
      let sent = 0
      const lane = async () => {
        while (sent < rounds) {
          sent++
          await send(port, mutate(wire, random))
        }
      }
      await Promise.all(Array.from({ length: lanes }, lane))
      await send(port, wire)
      const { received } = await firstStatus(core)
      // A cut before the end of the headers leaves nothing that could be stored; all else is.
      expect(received).toBeGreaterThan(rounds * 0.9)

      const rows = await core.rows('signature:valid')
      expect(rows.length).toBeGreaterThan(0)
      for (const { id } of rows) {
        const { attempts } = await core.call('pushes.attempts', { id })
        for (const { requestLine, headers, raw } of attempts) {
          const [method = '', target = ''] = requestLine.split(' ')
          const body = Buffer.from(raw, 'base64')
          expect(pushStringToSign({ method, target, headers, body })).toBe(pushStringToSign(genuine))
          expect(body.equals(genuine.body)).toBe(true)
        }
      }
      let stored = 0
      for (let before: Seq | null = null, more = true; more; more = before !== null) {
        const page: ReceiptPage = await core.call('receipts.page', { query: '', before, limit: 1000 })
        for (const { deliveries } of page.rows) stored += deliveries
        ;({ before } = page)
      }
      expect(stored).toBe(received)
    } finally {
      await core.close()
      await certificates.stop()
    }
  },
  Math.max(60_000, rounds * 10),
)

async function firstStatus(core: Awaited<ReturnType<typeof openTestCore>>) {
  const stop = new AbortController()
  const states = core.core.handlers.streams['status.watch'](null, { signal: stop.signal })
  for await (const { endpoint } of states) {
    stop.abort()
    return endpoint
  }
  throw new Error('no status')
}

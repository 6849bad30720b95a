import { rmSync } from 'node:fs'
import { connect } from 'node:net'
import { startCertificateHost } from '../../../src/core/doctor/certificateHost.ts'
import { writeSignedPush } from '../../../src/core/doctor/signedPush.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import type { HttpRequest } from '../../../src/protocol/httpRequest.ts'
import { pushStringToSign } from '../../../src/protocol/push/pushStringToSign.ts'
import { seededRandom } from '../../../src/simulator/random.ts'
import { openTestCore } from './openTestCore.ts'
import { toWire } from './rawPush.ts'

export type FuzzReport = {
  sent: number
  /** Requests, or bytes that are none, which reached the endpoint. */
  received: number
  /** Rows of them on disk once the core was closed. */
  stored: number
  valid: number
  /** Attempts called valid although something that was signed differs. */
  wronglyValid: string[]
}

const lanes = 8

/**
 * Sends a genuine push, changed at random, `rounds` times, and once as it is. What was stored is counted after the core was closed:
 * a request that is no HTTP, or whose sender hung up, is answered before its row is there.
 */
export async function fuzzEndpoint(
  rounds: number,
  seed: number,
  progress: (sent: number) => void = () => undefined,
): Promise<FuzzReport> {
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
    const random = seededRandom(seed)
    let sent = 0
    const lane = async () => {
      while (sent < rounds) {
        progress(++sent)
        await send(port, mutate(wire, random))
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    await send(port, wire)
    const received = await receivedBy(core)
    await core.core.close()
    return { sent, received, ...readStored(core.dataDirectory, genuine) }
  } finally {
    await core.core.close()
    rmSync(core.dataDirectory, { recursive: true, force: true })
    await certificates.stop()
  }
}

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

async function receivedBy(core: Awaited<ReturnType<typeof openTestCore>>): Promise<number> {
  const stop = new AbortController()
  const states = core.core.handlers.streams['status.watch'](null, { signal: stop.signal })
  for await (const { endpoint } of states) {
    stop.abort()
    return endpoint.received
  }
  throw new Error('no status')
}

type StoredPush = { line: string; headers: string; raw: Buffer }

function readStored(dataDirectory: string, genuine: HttpRequest) {
  const store = openStore(dataDirectory)
  try {
    const stored = Number(store.database.prepare('SELECT count(*) FROM attempt').pluck().get())
    const attempts = store.database.prepare(
      `SELECT coalesce(attempt.request_line, body.request_line) AS line,
         coalesce(attempt.headers, body.headers) AS headers, coalesce(attempt.raw, body.raw) AS raw
       FROM attempt JOIN receipt ON receipt.seq = attempt.receipt JOIN body ON body.id = receipt.body
       WHERE receipt.verdict = 'valid'`,
    )
    const wronglyValid: string[] = []
    let valid = 0
    for (const row of attempts.iterate()) {
      const { line, headers, raw } = row as StoredPush
      valid++
      const [method = '', target = ''] = line.split(' ')
      const text = pushStringToSign({ method, target, headers: JSON.parse(headers), body: raw })
      if (text !== pushStringToSign(genuine) || !raw.equals(genuine.body))
        wronglyValid.push(`${line} ${text}`)
    }
    return { stored, valid, wronglyValid }
  } finally {
    store.close()
  }
}

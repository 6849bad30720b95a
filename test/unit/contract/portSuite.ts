import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { ApiError } from '../../../src/contract/apiError.ts'
import { type Client, createClient } from '../../../src/contract/rpc/createClient.ts'
import { streamWindow } from '../../../src/contract/rpc/frames.ts'
import { serve } from '../../../src/contract/rpc/serve.ts'
import type { StartCarrier } from './carrier.ts'
import { createTestHandlers, type TestApi } from './testApi.ts'

const until = (holds: () => boolean) => vi.waitUntil(holds, { interval: 2, timeout: 5_000 })

/** What every kind of port must do; run it over each. */
export function portSuite(name: string, startCarrier: StartCarrier): void {
  async function start() {
    const { handlers, seen, secret } = createTestHandlers()
    const stops: (() => void)[] = []
    const errors: unknown[] = []
    const carrier = await startCarrier(port => {
      stops.push(serve(port, handlers, { onError: error => errors.push(error) }))
    })
    const client: Client<TestApi> = createClient<TestApi>({ connect: carrier.connect, random: () => 1 })
    onTestFinished(async () => {
      client.close()
      await carrier.stop()
    })
    const untilConnectionIs = (kind: string) => until(() => client.connection.get().kind === kind)
    const reconnect = async () => {
      await untilConnectionIs('lost')
      client.connection.retry()
      await untilConnectionIs('open')
    }
    return { client, carrier, seen, secret, errors, stops, untilConnectionIs, reconnect }
  }

  /** Collects a stream until it ends or fails. */
  function collect<N extends keyof TestApi['streams']>(
    client: Client<TestApi>,
    stream: N,
    input: TestApi['streams'][N]['input'],
  ) {
    const items: TestApi['streams'][N]['item'][] = []
    return new Promise<{ items: typeof items; error: ApiError | null }>(resolve => {
      client.open(stream, {
        input: () => input,
        onItem: item => void items.push(item),
        onError: error => resolve({ items, error }),
        onEnd: () => resolve({ items, error: null }),
      })
    })
  }

  describe(name, () => {
    test('answers calls, many at once, each with its own answer', async () => {
      const { client } = await start()
      const sums = Array.from({ length: 100 }, (_, a) => client.call('add', { a, b: 1 }))
      expect(await Promise.all(sums)).toEqual(Array.from({ length: 100 }, (_, a) => a + 1))
    })

    test('carries any JSON value unchanged', async () => {
      const { client } = await start()
      const value = { 'text ✓ 验证码 \u0000 \u{1F600}': [null, -0.5, 1e21, true, '', {}, [[]]], __proto: 1 }
      expect(await client.call('echo', value)).toEqual(value)
      const inherited = JSON.parse('{"__proto__":{"polluted":1},"constructor":2}')
      await client.call('echo', inherited)
      expect({}).not.toHaveProperty('polluted')
    })

    test('carries a megabyte at once', async () => {
      const { client } = await start()
      const text = '码'.repeat(500_000)
      expect(await client.call('echo', text)).toBe(text)
    })

    test('tells the asker the words of an expected error', async () => {
      const { client } = await start()
      await expect(client.call('refuse', null)).rejects.toMatchObject({
        code: 'refused',
        message: 'The queue is a production queue.',
        hint: 'Choose peek.',
      })
    })

    test('tells the asker nothing of an unexpected one, and the host everything', async () => {
      const { client, secret, errors } = await start()
      const error: ApiError = await client.call('explode', null).then(
        () => expect.fail('it should fail'),
        error => error,
      )
      expect(error.code).toBe('internal')
      expect(JSON.stringify(error)).not.toContain(secret)
      expect(errors).toEqual([new Error(secret)])
    })

    test.each(['nothing', 'toString', 'constructor', '__proto__', 'hasOwnProperty', ''])(
      'knows no operation called "%s"',
      async unknown => {
        const { client } = await start()
        const expected = { code: 'unknown-operation' }
        await expect(client.call(unknown as 'add', { a: 1, b: 1 })).rejects.toMatchObject(expected)
        expect((await collect(client, unknown as 'count', { to: 1 })).error).toMatchObject(expected)
      },
    )

    test('does not take a stream for a call, nor a call for a stream', async () => {
      const { client } = await start()
      const expected = { code: 'unknown-operation' }
      await expect(client.call('count' as 'add', { a: 1, b: 1 })).rejects.toMatchObject(expected)
      expect((await collect(client, 'add' as 'count', { to: 1 })).error).toMatchObject(expected)
    })

    test('aborts the handler of a cancelled call', async () => {
      const { client, seen } = await start()
      const abort = new AbortController()
      const call = client.call('hang', null, { signal: abort.signal })
      await until(() => seen.hanging === 1)
      abort.abort()
      await expect(call).rejects.toMatchObject({ code: 'cancelled' })
      await until(() => seen.callsAborted === 1)
      expect(await client.call('add', { a: 1, b: 2 })).toBe(3)
    })

    test('hands over a whole stream in order, then its end', async () => {
      const { client } = await start()
      const { items, error } = await collect(client, 'count', { to: 1000 })
      expect(error).toBeNull()
      expect(items).toEqual(Array.from({ length: 1000 }, (_, item) => item + 1))
    })

    test('hands over what came before a stream failed', async () => {
      const { client, errors, secret } = await start()
      expect(await collect(client, 'refuseAfter', 3)).toMatchObject({
        items: [1, 2, 3],
        error: { code: 'bad-input', hint: 'Close the quote at column 7.' },
      })
      expect(await collect(client, 'explodeAfter', 2)).toMatchObject({
        items: [1, 2],
        error: { code: 'internal' },
      })
      expect(errors).toEqual([new Error(secret)])
    })

    test('gives a stream back when its reader stops', async () => {
      const { client, seen } = await start()
      const stop = client.open('log', { input: () => ({ after: 0 }), onItem: () => {} })
      await client.call('append', 1)
      stop()
      await until(() => seen.streamsReturned === 1)
    })

    test('holds a stream back for a slow reader, and nothing else', async () => {
      const { client, seen } = await start()
      const release: (() => void)[] = []
      const items: number[] = []
      let ended = false
      client.open('count', {
        input: () => ({ to: 50 }),
        onItem: item => {
          items.push(item)
          return new Promise<void>(resolve => release.push(resolve))
        },
        onEnd: () => {
          ended = true
        },
      })
      await until(() => items.length === 1)
      const { items: others } = await collect(client, 'count', { to: 200 })
      expect(others).toHaveLength(200)
      expect(await client.call('add', { a: 2, b: 2 })).toBe(4)
      expect(items).toEqual([1])
      expect(seen.pulled - 200).toBeLessThanOrEqual(streamWindow)

      while (!ended) {
        await until(() => ended || release.length > 0)
        release.shift()?.()
        expect(seen.pulled - 200 - items.length).toBeLessThanOrEqual(streamWindow)
      }
      expect(items).toEqual(Array.from({ length: 50 }, (_, item) => item + 1))
    })

    test('fails what was asked when the connection is lost, and aborts its handlers', async () => {
      const { client, carrier, seen } = await start()
      const call = client.call('hang', null)
      client.open('log', { input: () => ({ after: 0 }), onItem: () => {} })
      await client.call('append', 1)
      await until(() => seen.hanging === 1)
      carrier.sever()
      await expect(call).rejects.toMatchObject({ code: 'closed' })
      await until(() => seen.callsAborted === 1 && seen.streamsReturned === 1)
    })

    test('says since when and why there is no connection, and fails calls at once meanwhile', async () => {
      const { client, carrier, untilConnectionIs, reconnect } = await start()
      await untilConnectionIs('open')
      carrier.sever()
      await untilConnectionIs('lost')
      const state = client.connection.get()
      expect(state).toMatchObject({
        kind: 'lost',
        reason: { en: expect.stringMatching(/./) },
        since: expect.any(Number),
      })
      await expect(client.call('add', { a: 1, b: 1 })).rejects.toMatchObject({ code: 'closed' })
      await reconnect()
      expect(await client.call('add', { a: 1, b: 1 })).toBe(2)
    })

    test('resumes a stream from its cursor after every loss: no gap, no duplicate', async () => {
      const { client, carrier, reconnect } = await start()
      const rows: number[] = []
      client.open('log', {
        input: last => ({ after: last?.cursor ?? 0 }),
        onItem: async item => {
          rows.push(...item.rows)
          await Promise.resolve()
        },
      })
      for (let round = 1; round <= 5; round += 1) {
        await client.call('append', 40)
        await until(() => rows.length > (round - 1) * 40)
        carrier.sever()
        await reconnect()
      }
      await until(() => rows.length >= 200)
      expect(rows).toEqual(Array.from({ length: 200 }, (_, row) => row + 1))
    })

    test('closes the port when the answering side stops', async () => {
      const { stops, untilConnectionIs } = await start()
      await untilConnectionIs('open')
      for (const stop of stops) stop()
      await untilConnectionIs('lost')
    })

    test('tells the answering side when the client closes', async () => {
      const { client, seen } = await start()
      const call = client.call('hang', null)
      call.catch(() => {})
      await until(() => seen.hanging === 1)
      client.close()
      await expect(call).rejects.toMatchObject({ code: 'closed' })
      await until(() => seen.callsAborted === 1)
      await expect(client.call('add', { a: 1, b: 1 })).rejects.toMatchObject({ code: 'closed' })
    })

    test('a closed port sends nothing, throws nothing, and says so to whoever asks later', async () => {
      const { carrier } = await start()
      const port = await carrier.connect()
      const told: string[] = []
      port.onClose(() => told.push('before'))
      port.close()
      port.close()
      port.send({ kind: 'ping' })
      await until(() => told.length === 1)
      port.onClose(() => told.push('after'))
      await until(() => told.length === 2)
      expect(told).toEqual(['before', 'after'])
    })

    test('frames that are none are reported and hurt nobody', async () => {
      const { client, carrier, errors } = await start()
      const port = await carrier.connect()
      const nonsense = [null, 1, 'call', [], {}, { kind: 'call' }, { kind: 'call', id: -1, name: 'add' }]
      for (const frame of nonsense) port.send(frame)
      await until(() => errors.length === nonsense.length)
      port.send({ kind: 'acknowledge', id: 99 })
      port.send({ kind: 'cancel', id: 99 })
      expect(await client.call('add', { a: 1, b: 1 })).toBe(2)
      port.close()
    })
  })
}

import { Agent } from 'undici'
import { onTestFinished } from 'vitest'
import { createMnsClient } from '../../../src/core/mns/createMnsClient.ts'
import type { LeasedMessage } from '../../../src/core/mns/lease.ts'
import { writeQueueReceipt } from '../../../src/protocol/receipts/receiptBatch.ts'
import { signMnsV2 } from '../../../src/protocol/requestSignature/mnsV2.ts'
import type { Surroundings } from '../../../src/simulator/part.ts'
import { type SimulatorOptions, startSimulator } from '../../../src/simulator/startSimulator.ts'

/** A simulator with one queue, and a way to put reports into it. */
export async function startQueueSimulator(queue: string, options: SimulatorOptions = {}) {
  let around: Surroundings | null = null
  const simulator = await startSimulator({
    ...options,
    parts: [
      given => {
        around = given
        return { name: 'test' }
      },
    ],
  })
  onTestFinished(() => simulator.close())
  const inside = around as Surroundings | null
  if (inside === null) throw new Error('The simulator made no parts')
  inside.ensureQueue(queue)
  const { endpoint, accessKeyId, accessKeySecret } = simulator
  const dispatcher = new Agent()
  onTestFinished(() => dispatcher.close())
  const client = createMnsClient({
    endpoint,
    dispatcher,
    signer: {
      sign: async (request, at) => ({
        ok: true,
        value: signMnsV2(request, { accessKeyId, accessKeySecret }, at),
      }),
      renew: () => false,
      until: () => null,
    },
    now: Date.now,
    onExchange: () => undefined,
    onClockSkew: () => undefined,
  })
  return {
    simulator,
    /** Messages in the queue, leased ones included; null where the service wouldn't say. */
    async left(): Promise<number | null> {
      const result = await client.attributes(queue, new AbortController().signal)
      return result.ok ? (result.value.activeMessages ?? 0) + (result.value.inactiveMessages ?? 0) : null
    },
    /** How often any message was given to a consumer, or was on its way to one. */
    given: () => inside.trace.counters().places[`queues/${queue}`]?.received ?? 0,
    /** What another consumer gets. */
    async receive(): Promise<LeasedMessage[]> {
      const options = { waitSeconds: 0, signal: new AbortController().signal }
      const result = await client.receive(queue, options)
      return result.ok ? result.value.messages : []
    },
    /** Reports with the out ids `from` to `from + count - 1`. */
    send(count: number, from = 0): void {
      for (let index = from; index < from + count; index++) inside.enqueue(queue, reportBody(index))
    },
  }
}

function reportBody(index: number): string {
  return writeQueueReceipt(
    JSON.stringify({
      phone_number: `138${String(index).padStart(8, '0')}`,
      send_time: '2026-11-20 10:00:00',
      report_time: '2026-11-20 10:00:07',
      success: index % 10 !== 0,
      err_code: index % 10 === 0 ? 'MK:0001' : 'DELIVERED',
      err_msg: index % 10 === 0 ? '空号' : '用户接收成功',
      sms_size: '1',
      biz_id: `9000000000${index}^0`,
      out_id: `order-${index}`,
    }),
  )
}

import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { StoredQueues } from './state.ts'

const attributes = z.object({
  delaySeconds: z.number(),
  maximumMessageSize: z.number(),
  messageRetentionPeriod: z.number(),
  visibilityTimeout: z.number(),
  pollingWaitSeconds: z.number(),
  loggingEnabled: z.boolean(),
})

const properties = z.array(z.object({ name: z.string(), value: z.string(), type: z.string() }))
const messageProperties = z.object({ user: properties, system: properties, groupId: z.string().nullable() })

const queueRow = z
  .object({
    id: z.number(),
    name: z.string(),
    attributes: z.string(),
    createTime: z.number(),
    lastModifyTime: z.number(),
    lastOrder: z.number(),
    lastLease: z.number(),
  })
  .transform(row => ({ ...row, attributes: attributes.parse(JSON.parse(row.attributes)) }))

type MessageRow = {
  number: number
  body: string
  priority: number
  enqueueTime: number
  firstDequeueTime: number
  dequeueCount: number
  due: number
  lease: number
  delayed: number
  copyOf: string | null
  /** JSON; null where the message has none. */
  properties: string | null
}

export function readStoredQueues(database: Database): StoredQueues {
  const lastId = database.prepare("SELECT value FROM meta WHERE name = 'last queue id'").pluck().get()
  return {
    lastQueueId: typeof lastId === 'number' ? lastId : 0,
    queues: () =>
      database
        .prepare(
          `SELECT id, name, attributes, create_time AS createTime, last_modify_time AS lastModifyTime,
                  last_order AS lastOrder, last_lease AS lastLease FROM queues ORDER BY id`,
        )
        .all()
        .map(row => queueRow.parse(row)),
    *messages(queueId) {
      const rows = database
        .prepare<[number], MessageRow>(
          `SELECT number, body, priority, enqueue_time AS enqueueTime, first_dequeue_time AS firstDequeueTime,
                  dequeue_count AS dequeueCount, due, lease, delayed, copy_of AS copyOf, properties
           FROM messages WHERE queue = ? ORDER BY number`,
        )
        .iterate(queueId)
      for (const { number, delayed, properties, ...row } of rows) {
        const kept = properties === null ? null : messageProperties.parse(JSON.parse(properties))
        yield { ...row, order: number, delayed: delayed !== 0, properties: kept }
      }
    },
  }
}

import type { Database } from 'better-sqlite3'
import type { QueueJournal, QueueRecord } from '../queue/journal.ts'
import type { StoredMessage } from '../queue/message.ts'
import type { Documents } from './documents.ts'

export type Writer = {
  readonly documents: Documents
  readonly journal: QueueJournal
  commit(): Promise<void> | null
  flush(): void
}

type Added = { readonly queueId: number; readonly copyOf: string | null }

/** Collects changes and writes all that came together in one transaction, soon after the first of them. */
export function createWriter(database: Database, now: () => number): Writer {
  const write = prepareWrites(database)
  const added = new Map<StoredMessage, Added>()
  const changed = new Map<StoredMessage, number>()
  const removed = new Map<StoredMessage, number>()
  const queues = new Map<number, QueueRecord | null>()
  const numbers = new Map<number, { order: number; lease: number }>()
  const documents = new Map<string, { collection: string; key: string; value: string | null }>()
  let pending: Promise<void> | null = null

  const writeAll = database.transaction(() => {
    for (const [id, queue] of queues) {
      if (queue === null) write.removeQueue(id)
      else write.queue(queue)
    }
    for (const [message, { queueId, copyOf }] of added) write.add(queueId, message, copyOf)
    for (const [message, queueId] of changed) write.change(queueId, message)
    for (const [queueId, { order, lease }] of numbers) write.numbers(queueId, order, lease)
    for (const [message, queueId] of removed) write.remove(queueId, message)
    for (const document of documents.values()) write.document(document)
    write.time(now())
  })

  const flush = () => {
    pending = null
    if (added.size + changed.size + removed.size + queues.size + documents.size === 0) return
    writeAll.immediate()
    for (const collected of [added, changed, removed, queues, numbers, documents]) collected.clear()
  }
  /** What could not be written stays collected, and is tried again with the next change. */
  const touch = () => {
    pending ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        try {
          flush()
          resolve()
        } catch (error) {
          reject(error)
        }
      })
    })
    pending.catch(() => {})
  }

  /** A message may be gone again before it is written; the numbers it was given are not. */
  const keepNumbers = (queueId: number, { order, lease }: StoredMessage) => {
    const known = numbers.get(queueId)
    if (known === undefined) numbers.set(queueId, { order, lease })
    else {
      known.order = Math.max(known.order, order)
      known.lease = Math.max(known.lease, lease)
    }
  }

  const journal: QueueJournal = {
    queueChanged(queue) {
      queues.set(queue.id, queue)
      touch()
    },
    queueRemoved(id) {
      for (const [message, { queueId }] of added) if (queueId === id) added.delete(message)
      queues.set(id, null)
      touch()
    },
    messageAdded(queueId, message, copyOf) {
      added.set(message, { queueId, copyOf })
      keepNumbers(queueId, message)
      touch()
    },
    messageChanged(queueId, message) {
      keepNumbers(queueId, message)
      if (!added.has(message)) changed.set(message, queueId)
      touch()
    },
    messageRemoved(queueId, message) {
      if (added.delete(message)) return
      changed.delete(message)
      removed.set(message, queueId)
      touch()
    },
  }
  return {
    journal,
    flush,
    commit: () => pending,
    documents: {
      put(collection, key, value) {
        documents.set(JSON.stringify([collection, key]), { collection, key, value: JSON.stringify(value) })
        touch()
      },
      remove(collection, key) {
        documents.set(JSON.stringify([collection, key]), { collection, key, value: null })
        touch()
      },
      all: collection => write.documents(collection),
      committed: () => pending ?? Promise.resolve(),
    },
  }
}

function prepareWrites(database: Database) {
  const queue = database.prepare(
    `INSERT INTO queues (id, name, attributes, create_time, last_modify_time, last_order, last_lease)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET attributes = excluded.attributes, last_modify_time = excluded.last_modify_time`,
  )
  const lastId = database.prepare(
    `INSERT INTO meta (name, value) VALUES ('last queue id', ?)
     ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)`,
  )
  const numbers = database.prepare(
    'UPDATE queues SET last_order = max(last_order, ?), last_lease = max(last_lease, ?) WHERE id = ?',
  )
  const removeQueue = database.prepare('DELETE FROM queues WHERE id = ?')
  const removeMessages = database.prepare('DELETE FROM messages WHERE queue = ?')
  const add = database.prepare(
    `INSERT INTO messages (queue, number, body, priority, enqueue_time, first_dequeue_time, dequeue_count, due,
                           lease, delayed, copy_of, properties)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const change = database.prepare(
    `UPDATE messages SET first_dequeue_time = ?, dequeue_count = ?, due = ?, lease = ?, delayed = ?
     WHERE queue = ? AND number = ?`,
  )
  const remove = database.prepare('DELETE FROM messages WHERE queue = ? AND number = ?')
  const putDocument = database.prepare(
    `INSERT INTO documents (collection, key, value) VALUES (?, ?, ?)
     ON CONFLICT (collection, key) DO UPDATE SET value = excluded.value`,
  )
  const removeDocument = database.prepare('DELETE FROM documents WHERE collection = ? AND key = ?')
  const listDocuments = database.prepare<[string], { key: string; value: string }>(
    'SELECT key, value FROM documents WHERE collection = ? ORDER BY position',
  )
  const time = database.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('time', ?)")
  return {
    queue(record: QueueRecord) {
      lastId.run(record.id)
      queue.run(
        record.id,
        record.name,
        JSON.stringify(record.attributes),
        record.createTime,
        record.lastModifyTime,
        record.lastOrder,
        record.lastLease,
      )
    },
    numbers: (queueId: number, order: number, lease: number) => numbers.run(order, lease, queueId),
    removeQueue(id: number) {
      removeQueue.run(id)
      removeMessages.run(id)
    },
    add: (queueId: number, message: StoredMessage, copyOf: string | null) =>
      add.run(
        queueId,
        message.order,
        message.body,
        message.priority,
        message.enqueueTime,
        message.firstDequeueTime,
        message.dequeueCount,
        message.due,
        message.lease,
        message.state === 'delayed' ? 1 : 0,
        copyOf,
        message.properties === null ? null : JSON.stringify(message.properties),
      ),
    change: (queueId: number, message: StoredMessage) =>
      change.run(
        message.firstDequeueTime,
        message.dequeueCount,
        message.due,
        message.lease,
        message.state === 'delayed' ? 1 : 0,
        queueId,
        message.order,
      ),
    remove: (queueId: number, message: StoredMessage) => remove.run(queueId, message.order),
    document: ({ collection, key, value }: { collection: string; key: string; value: string | null }) =>
      value === null ? removeDocument.run(collection, key) : putDocument.run(collection, key, value),
    documents: (collection: string): (readonly [string, unknown])[] =>
      listDocuments.all(collection).map(({ key, value }) => [key, JSON.parse(value)]),
    time: (now: number) => time.run(now),
  }
}

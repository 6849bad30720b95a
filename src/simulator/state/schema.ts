import type { Database } from 'better-sqlite3'

/** Each step is run once, in order; what was released is never changed, only followed. */
const steps = [
  `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
  CREATE TABLE queues (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    attributes TEXT NOT NULL,
    create_time INTEGER NOT NULL,
    last_modify_time INTEGER NOT NULL,
    last_order INTEGER NOT NULL,
    last_lease INTEGER NOT NULL
  );
  CREATE TABLE messages (
    queue INTEGER NOT NULL,
    number INTEGER NOT NULL,
    body TEXT NOT NULL,
    priority INTEGER NOT NULL,
    enqueue_time INTEGER NOT NULL,
    first_dequeue_time INTEGER NOT NULL,
    dequeue_count INTEGER NOT NULL,
    due INTEGER NOT NULL,
    lease INTEGER NOT NULL,
    delayed INTEGER NOT NULL,
    copy_of TEXT,
    PRIMARY KEY (queue, number)
  ) WITHOUT ROWID;
  CREATE TABLE documents (
    position INTEGER PRIMARY KEY,
    collection TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (collection, key)
  );
  `,
  'ALTER TABLE messages ADD COLUMN properties TEXT',
]

/** Brings a database to the newest shape, or to an earlier one; one that is newer than this program is refused. */
export function migrate(database: Database, path: string, target = steps.length): void {
  const version = database.pragma('user_version', { simple: true })
  if (typeof version !== 'number' || version > steps.length) {
    throw new Error(
      `${path} was written by a newer version (state ${version}, this program knows ${steps.length}): ` +
        'use that version, or name another directory',
    )
  }
  database.transaction(() => {
    for (const step of steps.slice(version, target)) database.exec(step)
    database.pragma(`user_version = ${target}`)
  })()
}

/** Rows are tallied by blocks of this many seqs. */
export const blockRows = 2048

/** What rows are counted by: the columns of `receipt` that take few values. Terms over these alone mean the same here. */
const columns = {
  kind: 'TEXT NOT NULL',
  status: 'TEXT NOT NULL',
  err_code: 'TEXT COLLATE NOCASE',
  parts: 'INTEGER',
  carrier: 'TEXT COLLATE NOCASE',
  via: 'TEXT NOT NULL',
  account: 'TEXT NOT NULL COLLATE NOCASE',
  source: 'TEXT NOT NULL COLLATE NOCASE',
  verdict: 'TEXT',
  trust: 'TEXT',
}
/** Of these only what the flags ask: 1 or NULL, 0 to 2, 1 or 0. */
const flagColumns = {
  duplicate_of: ['INTEGER', 'iif(duplicate_of IS NULL, NULL, 1)'],
  deliveries: ['INTEGER NOT NULL', 'min(deliveries, 2)'],
  pinned: ['INTEGER NOT NULL', 'pinned'],
} as const

const names = [...Object.keys(columns), ...Object.keys(flagColumns)]
const sums = ['rows', 'latencies', 'latency_sum', 'first_received', 'last_received']

/** A tally counts for as long as its block has been changed as often as `tallied` says. */
export const tallySchema = `
  CREATE TABLE tallied (
    block INTEGER PRIMARY KEY,
    changes INTEGER NOT NULL,
    first_received INTEGER NOT NULL,
    last_received INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE tally (
    block INTEGER NOT NULL,
    item INTEGER NOT NULL,
    ${[...Object.entries(columns), ...Object.entries(flagColumns).map(([name, [type]]) => [name, type])]
      .map(([name, type]) => `${name} ${type}`)
      .join(', ')},
    rows INTEGER NOT NULL,
    latencies INTEGER NOT NULL,
    latency_sum INTEGER NOT NULL,
    first_received INTEGER NOT NULL,
    last_received INTEGER NOT NULL,
    PRIMARY KEY (block, item)
  ) STRICT, WITHOUT ROWID;
`

const grouped = [...Object.keys(columns), ...Object.values(flagColumns).map(([, sql]) => sql)]

/** Counts the rows of a range of seqs. */
export const selectTally = `
  SELECT ${grouped.join(', ')}, count(*), count(latency), coalesce(sum(latency), 0), min(received_at), max(received_at)
    FROM receipt WHERE seq BETWEEN ? AND ? GROUP BY ${grouped.map((_, index) => index + 1).join(', ')}`

export const insertTally = `
  INSERT INTO tally (block, item, ${[...names, ...sums].join(', ')})
    VALUES (?, ?, ${[...names, ...sums].map(() => '?').join(', ')})`

/**
 * Append-only: a step that has been released is never changed. A step that `rewrites` existing rows is
 * preceded by a copy of the database.
 *
 * Text columns compare without case (ASCII), so that filters may be typed as people type, and use the index.
 */
export type Migration = { name: string; rewrites: boolean; sql: string }

export const migrations: readonly Migration[] = [
  {
    name: 'receipts, their bodies, their text',
    rewrites: false,
    sql: `
      CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;

      CREATE TABLE receipt (
        seq INTEGER PRIMARY KEY,
        rev INTEGER NOT NULL,
        kind TEXT NOT NULL,
        status TEXT NOT NULL,
        phone TEXT COLLATE NOCASE,
        err_code TEXT COLLATE NOCASE,
        err_message TEXT COLLATE NOCASE,
        send_time INTEGER,
        report_time INTEGER,
        latency INTEGER,
        biz_id TEXT COLLATE NOCASE,
        out_id TEXT COLLATE NOCASE,
        parts INTEGER,
        content TEXT COLLATE NOCASE,
        dest_code TEXT COLLATE NOCASE,
        sequence_id TEXT COLLATE NOCASE,
        carrier TEXT COLLATE NOCASE,
        via TEXT NOT NULL,
        account TEXT NOT NULL COLLATE NOCASE,
        source TEXT NOT NULL COLLATE NOCASE,
        message_id TEXT COLLATE NOCASE,
        item INTEGER NOT NULL,
        request_id TEXT COLLATE NOCASE,
        deliveries INTEGER NOT NULL,
        duplicate_of INTEGER,
        verdict TEXT,
        trust TEXT,
        received_at INTEGER NOT NULL,
        size INTEGER NOT NULL,
        body INTEGER NOT NULL,
        pinned INTEGER NOT NULL DEFAULT 0,
        note TEXT COLLATE NOCASE
      ) STRICT;
      CREATE INDEX receipt_rev ON receipt (rev);
      CREATE UNIQUE INDEX receipt_message ON receipt (message_id, item, source, account)
        WHERE message_id IS NOT NULL;
      CREATE INDEX receipt_phone ON receipt (phone);
      CREATE INDEX receipt_biz ON receipt (biz_id, phone) WHERE biz_id IS NOT NULL;
      CREATE INDEX receipt_out ON receipt (out_id) WHERE out_id IS NOT NULL;
      CREATE INDEX receipt_code ON receipt (err_code);
      CREATE INDEX receipt_received ON receipt (received_at);

      -- One body for all rows that came in it; its id is the first row's seq, and their seqs follow each other.
      CREATE TABLE body (
        id INTEGER PRIMARY KEY,
        receipts INTEGER NOT NULL,
        raw BLOB NOT NULL,
        headers TEXT,
        request_line TEXT,
        message_type TEXT,
        undecoded_reason TEXT
      ) STRICT;

      -- What bare words search, folded to lower case.
      CREATE TABLE receipt_text (seq INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
    `,
  },
  {
    name: 'accounts and monitors',
    rewrites: false,
    sql: `
      CREATE TABLE account (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        -- What an account is, without its secrets, as JSON.
        definition TEXT NOT NULL,
        secret BLOB NOT NULL,
        token BLOB
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE monitor (
        account TEXT NOT NULL,
        queue TEXT NOT NULL,
        type TEXT NOT NULL,
        mode TEXT NOT NULL,
        parallel INTEGER NOT NULL,
        wanted INTEGER NOT NULL,
        PRIMARY KEY (account, queue)
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    name: 'settings and saved views',
    rewrites: false,
    sql: `
      -- Values are JSON; a newer program's keys are kept.
      CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE view (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        query TEXT NOT NULL,
        position INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    name: 'attempts of pushes',
    rewrites: false,
    sql: `
      -- A forged push never counts as a delivery of the message whose id it names, nor the other way round.
      DROP INDEX receipt_message;
      CREATE UNIQUE INDEX receipt_message ON receipt (message_id, item, source, account, coalesce(verdict, ''))
        WHERE message_id IS NOT NULL;

      -- Every request that reached the endpoint. The first one of a message has its bytes in the receipt's own body.
      CREATE TABLE attempt (
        id INTEGER PRIMARY KEY,
        receipt INTEGER NOT NULL,
        received_at INTEGER NOT NULL,
        peer TEXT,
        request_id TEXT,
        truncated INTEGER NOT NULL,
        replayed INTEGER NOT NULL,
        trust TEXT,
        request_line TEXT,
        headers TEXT,
        raw BLOB,
        -- How it was answered: a status, milliseconds, and why; the forwarded one's as JSON.
        answer_status INTEGER,
        answer_after INTEGER NOT NULL,
        answer_reason TEXT NOT NULL,
        forward TEXT
      ) STRICT;
      CREATE INDEX attempt_receipt ON attempt (receipt);
      CREATE TRIGGER attempt_gone AFTER DELETE ON receipt BEGIN
        DELETE FROM attempt WHERE receipt = old.seq;
      END;
    `,
  },
  {
    name: 'answers to replays',
    rewrites: false,
    sql: `
      -- By the first receipt of the message that was sent.
      CREATE TABLE replay (
        id INTEGER PRIMARY KEY,
        receipt INTEGER NOT NULL,
        at INTEGER NOT NULL,
        url TEXT NOT NULL,
        status INTEGER,
        milliseconds INTEGER NOT NULL,
        reason TEXT NOT NULL,
        -- What the answer began with.
        answer BLOB
      ) STRICT;
      CREATE INDEX replay_receipt ON replay (receipt);
      CREATE TRIGGER replay_gone AFTER DELETE ON receipt BEGIN
        DELETE FROM replay WHERE receipt = old.seq;
      END;
    `,
  },
  {
    name: 'where monitors were told to take messages from',
    rewrites: false,
    sql: 'ALTER TABLE monitor ADD COLUMN takes_from TEXT;',
  },
  {
    name: 'alerts, what they told, and sends that wait for their receipt',
    rewrites: false,
    sql: `
      -- Rules and firings as JSON.
      CREATE TABLE alert (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        definition TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE firing (
        id INTEGER PRIMARY KEY,
        subject TEXT NOT NULL,
        at INTEGER NOT NULL,
        firing TEXT NOT NULL
      ) STRICT;
      CREATE INDEX firing_subject ON firing (subject, at);
      CREATE INDEX receipt_pending ON receipt (send_time) WHERE status = 'pending';
    `,
  },
  {
    name: 'which blocks of rows changed',
    rewrites: false,
    sql: `
      -- How often rows of a block of 2,048 seqs were removed, or changed in what they are counted by: a tally of a block
      -- holds while this is what it was.
      CREATE TABLE changed_block (block INTEGER PRIMARY KEY, changes INTEGER NOT NULL) STRICT;
      CREATE TRIGGER receipt_removed AFTER DELETE ON receipt BEGIN
        INSERT INTO changed_block VALUES (old.seq >> 11, 1) ON CONFLICT DO UPDATE SET changes = changes + 1;
      END;
      CREATE TRIGGER receipt_changed AFTER UPDATE OF kind, status, err_code, parts, carrier, via, account, source,
        verdict, trust, duplicate_of, pinned, latency, received_at ON receipt BEGIN
        INSERT INTO changed_block VALUES (old.seq >> 11, 1) ON CONFLICT DO UPDATE SET changes = changes + 1;
      END;
      CREATE TRIGGER receipt_redelivered AFTER UPDATE OF deliveries ON receipt
        WHEN min(old.deliveries, 2) <> min(new.deliveries, 2) BEGIN
        INSERT INTO changed_block VALUES (old.seq >> 11, 1) ON CONFLICT DO UPDATE SET changes = changes + 1;
      END;
    `,
  },
  {
    name: 'answers that were nearly too late',
    rewrites: false,
    sql: `
      -- Milliseconds of our answer or of the forwarded one's, whichever took longer.
      ALTER TABLE attempt ADD COLUMN slowest INTEGER GENERATED ALWAYS AS
        (max(answer_after, coalesce(json_extract(forward, '$.milliseconds'), 0))) VIRTUAL;
      CREATE INDEX attempt_slow ON attempt (slowest) WHERE slowest >= 560;
    `,
  },
  {
    name: 'sends as their senders know them',
    rewrites: false,
    sql: `
      -- Each text once, whether its receipt has come or not; it goes with the last row that is about it.
      CREATE TABLE send (
        id TEXT PRIMARY KEY,
        phone TEXT NOT NULL COLLATE NOCASE,
        biz_id TEXT COLLATE NOCASE,
        out_id TEXT,
        send_time INTEGER,
        template_code TEXT,
        sign_name TEXT,
        content TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX send_phone ON send (phone, biz_id);
      CREATE TRIGGER send_gone AFTER DELETE ON receipt WHEN old.biz_id IS NOT NULL BEGIN
        DELETE FROM send WHERE phone = old.phone AND biz_id = old.biz_id
          AND NOT EXISTS (SELECT 1 FROM receipt WHERE biz_id = old.biz_id AND phone = old.phone);
      END;
    `,
  },
  {
    name: 'runs that ask the service about sends',
    rewrites: false,
    sql: `
      CREATE TABLE compensation (
        id TEXT PRIMARY KEY,
        account TEXT NOT NULL,
        state TEXT NOT NULL,
        asked INTEGER NOT NULL,
        total INTEGER NOT NULL,
        found INTEGER NOT NULL,
        added INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        failed INTEGER NOT NULL,
        last_error TEXT,
        started_at INTEGER NOT NULL,
        ended_at INTEGER
      ) STRICT, WITHOUT ROWID;
      -- What a run has still to ask about.
      CREATE TABLE compensation_send (
        run TEXT NOT NULL,
        position INTEGER NOT NULL,
        phone TEXT NOT NULL,
        day TEXT NOT NULL,
        biz_id TEXT,
        PRIMARY KEY (run, position)
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    name: 'whose sends are, what their receipts are known by, and which row took the place of another',
    rewrites: false,
    sql: `
      -- The account's name, where the log's bringer named one.
      ALTER TABLE send ADD COLUMN account TEXT COLLATE NOCASE;
      -- Of a send without an id of the service: the row it is about, and by what that was found; null while it waits.
      ALTER TABLE send ADD COLUMN receipt INTEGER;
      ALTER TABLE send ADD COLUMN tied_by TEXT;
      UPDATE send SET receipt = (SELECT seq FROM receipt WHERE message_id = send.id AND source = 'send-log')
        WHERE biz_id IS NULL;
      UPDATE send SET tied_by = 'time', receipt = (SELECT min(seq) FROM receipt r WHERE r.phone = send.phone
          AND r.kind = 'report' AND r.send_time BETWEEN send.send_time - 2000 AND send.send_time + 2000)
        WHERE biz_id IS NULL AND receipt IS NULL;
      DELETE FROM send WHERE biz_id IS NULL AND receipt IS NULL;
      CREATE INDEX send_receipt ON send (receipt) WHERE receipt IS NOT NULL;
      CREATE INDEX send_waiting ON send (phone) WHERE receipt IS NOT NULL AND tied_by IS NULL;
      CREATE TRIGGER send_of_row_gone AFTER DELETE ON receipt BEGIN
        DELETE FROM send WHERE receipt = old.seq;
      END;

      CREATE TABLE replaced (seq INTEGER PRIMARY KEY, by INTEGER NOT NULL) STRICT;
      CREATE INDEX replaced_by ON replaced (by);
      CREATE TRIGGER replaced_gone AFTER DELETE ON receipt BEGIN
        DELETE FROM replaced WHERE by = old.seq;
      END;
    `,
  },
  {
    name: 'phone numbers by groups of rows',
    rewrites: false,
    sql: `
      -- Within 16,384 seqs, so that new rows share pages: among all numbers each would land on a page of its own. The planner
      -- looks for a number in every group once it is told how long they are.
      DROP INDEX receipt_phone;
      CREATE INDEX receipt_phone ON receipt (seq >> 14, phone);
      ANALYZE sqlite_schema;
      INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('receipt', 'receipt_phone', '1000000 16384 1');
      ANALYZE sqlite_schema;
      -- The few reports that name no send are tied to one by number and time alone.
      CREATE INDEX receipt_unnamed ON receipt (phone) WHERE biz_id IS NULL AND kind = 'report';
    `,
  },
]

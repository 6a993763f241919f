/**
 * The replica as it begins: the log of entries is the truth, everything else can be made again from it.
 */
export const begin = {
  version: 10,
  sql: `
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    -- The log. "row" is the order of arrival here; for entries made here it is their "seq" as well.
    CREATE TABLE entries (
      row INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      item TEXT,
      kind TEXT NOT NULL CHECK (kind IN ('update', 'revision', 'event', 'desk-event')),
      author TEXT NOT NULL,
      replica TEXT NOT NULL,
      seq INTEGER NOT NULL,
      at INTEGER NOT NULL,
      head TEXT NOT NULL,
      body BLOB NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('waiting', 'accepted', 'refused')),
      position INTEGER,
      accepted_at INTEGER,
      chain TEXT,
      fault TEXT
    ) STRICT;
    CREATE INDEX entries_of_item ON entries (item, kind, row);
    CREATE INDEX entries_waiting ON entries (row) WHERE status = 'waiting';

    -- A working copy folded up to a row of the log, so that opening does not replay years. Derived.
    CREATE TABLE folds (item TEXT PRIMARY KEY, row INTEGER NOT NULL, state BLOB NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE revisions (
      hash TEXT NOT NULL,
      item TEXT NOT NULL,
      number INTEGER NOT NULL,
      row INTEGER NOT NULL,
      PRIMARY KEY (item, hash)
    ) STRICT, WITHOUT ROWID;

    -- One line an item, for lists. Derived.
    CREATE TABLE items (
      num INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      section TEXT NOT NULL,
      headline TEXT NOT NULL,
      dateline TEXT NOT NULL,
      credits TEXT NOT NULL,
      state TEXT NOT NULL,
      item_state TEXT NOT NULL,
      returned INTEGER NOT NULL,
      waiting INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      authors TEXT NOT NULL,
      touched_at INTEGER NOT NULL,
      touched_by TEXT NOT NULL,
      publish_at INTEGER,
      shown_at INTEGER,
      live_at INTEGER,
      words INTEGER NOT NULL,
      copy_hash TEXT NOT NULL,
      page_order INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX items_by_touch ON items (touched_at DESC);
    CREATE INDEX items_by_section ON items (section, touched_at DESC, state);
    CREATE INDEX items_by_state ON items (state, touched_at DESC);
    -- Counts for the rail read this and never the lines themselves.
    CREATE INDEX items_counted ON items (state, kind, section, publish_at, live_at, id);
    CREATE INDEX items_by_shown ON items (section, shown_at DESC);

    -- Items whose line is behind their log: made good when there is time, and after a crash.
    CREATE TABLE stale (item TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

    CREATE TABLE item_people (item TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (item, person)) STRICT, WITHOUT ROWID;
    CREATE TABLE seen (person TEXT NOT NULL, item TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (person, item)) STRICT, WITHOUT ROWID;

    CREATE VIRTUAL TABLE search USING fts5(
      headline, text, labels,
      tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
    );

    -- What desk events say, last one wins in the order of the feed. Derived.
    CREATE TABLE people (id TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE sections (id TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE agencies (id TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE targets (id TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
} as const

/** What the client of a hub remembers between rounds. */
export const sync = {
  version: 30,
  sql: `
    -- Items that are whole beyond the cursor: a replica that joins shows the newest ones first.
    CREATE TABLE ahead (item TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;

    -- Entries of this computer that were ruled on after they had waited, or that were refused: what the tray tells.
    -- Typing in one item is one row for all that was ruled on together, named by the last. Nobody reads the column "count".
    CREATE TABLE waited (
      entry TEXT PRIMARY KEY, ruled_at INTEGER NOT NULL, count INTEGER NOT NULL DEFAULT 1
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX waited_by_time ON waited (ruled_at DESC);
  `,
} as const

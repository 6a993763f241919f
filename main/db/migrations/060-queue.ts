/**
 * What the queue asks by time. `off_at` is when something is taken off by itself; lines of before it was there have none,
 * and neither had their items. An index holds what waits for its time and not what the desk ever had.
 */
export const queue = {
  version: 60,
  sql: `
    CREATE TABLE templates (id TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE recurring (id TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    ALTER TABLE items ADD COLUMN off_at INTEGER;
    CREATE INDEX items_by_publish ON items (publish_at, section) WHERE publish_at IS NOT NULL;
    CREATE INDEX items_by_live ON items (live_at, section) WHERE live_at IS NOT NULL;
    CREATE INDEX items_by_off ON items (off_at, section) WHERE off_at IS NOT NULL;
    -- Briefs without a time that are not out.
    CREATE INDEX items_loose ON items (touched_at DESC, section)
      WHERE kind = 'brief' AND publish_at IS NULL AND live_at IS NULL
        AND state IN ('draft', 'submitted', 'approved');
  `,
} as const

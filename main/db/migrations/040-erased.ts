/** Items that were erased: what still comes in of them is erased too, and backups are looked through until `scrubbed`. */
export const erased = {
  version: 40,
  sql: `
    CREATE TABLE erased (item TEXT PRIMARY KEY, scrubbed INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
} as const

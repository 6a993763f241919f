/** How many collisions of an item wait for somebody: for lists. Derived. */
export const collisions = {
  version: 50,
  sql: `
    CREATE TABLE collided (item TEXT PRIMARY KEY, open INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
} as const

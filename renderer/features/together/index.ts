/** Several people in one item: who is there, what collided, and words that did not get through. */
export { CollisionBanner, CollisionPanel } from './collision-panel.tsx'
export { InField } from './in-field.tsx'
export { PeopleRow } from './people-row.tsx'
export { RowCollided, RowPeople } from './row-people.tsx'
export { useCollided, useCollisions } from './use-collisions.ts'
export { usePresence } from './use-presence.ts'
export { YourWords } from './your-words.tsx'

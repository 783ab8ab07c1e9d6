import { sql as tables } from "./0001-tables.ts"
import { sql as deadMessages } from "./0002-dead-messages.ts"

/** One step from one schema to the next. */
export interface Migration {
  readonly name: string
  readonly sql: string
}

/**
 * Every step, in order: the first has id 1. A step that was released is never edited nor removed: databases remember
 * its checksum. A new one is added at the end.
 */
export const migrations: ReadonlyArray<Migration> = [
  { name: "tables", sql: tables },
  { name: "dead-messages", sql: deadMessages },
]

/** The oldest schema this code works on. It trails the newest while both versions of the code run side by side. */
export const OLDEST = 2

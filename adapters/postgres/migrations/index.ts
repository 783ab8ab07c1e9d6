import { sql as tables } from "./0001-tables.ts"
import { sql as deadLetters } from "./0002-dead-letters.ts"
import { sql as journalWindow } from "./0003-journal-window.ts"

/** One step from one schema to the next. */
export interface Migration {
  readonly name: string
  readonly sql: string
}

/**
 * Every step in order; the first has id 1. A released step is never edited and never removed, because databases store
 * its checksum. A new step goes at the end.
 */
export const migrations: ReadonlyArray<Migration> = [
  { name: "tables", sql: tables },
  { name: "dead-letters", sql: deadLetters },
  { name: "journal-window", sql: journalWindow },
]

/** The oldest schema that this code supports. It is older than the newest while two versions of the code run. */
export const OLDEST = 2

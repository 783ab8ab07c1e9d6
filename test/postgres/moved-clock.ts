import * as Effect from "effect/Effect"
import type { StorageTime } from "../../src/testing/storage.laws.ts"

/** Runs SQL in the database under test, and gives the first value of the first row. */
export type Ask = (sql: string) => Promise<unknown>

/**
 * A `now()` of our own, found before the database's wherever this is the search path. It stands still, unless told.
 */
export const movedClock = `
CREATE SCHEMA moved;
CREATE TABLE moved.clock (milliseconds bigint NOT NULL);
INSERT INTO moved.clock VALUES (1800000000000);
CREATE FUNCTION moved.now() RETURNS timestamptz LANGUAGE sql STABLE
  AS 'SELECT to_timestamp(milliseconds / 1000.0) FROM moved.clock';
GRANT USAGE ON SCHEMA moved TO PUBLIC;
GRANT SELECT ON moved.clock TO PUBLIC;
`

export const MOVED_PATH = "moved, pg_catalog, public"

/** The time that the statements of the storage go by, for its laws. */
export const movedTime = (ask: Ask): StorageTime => ({
  now: Effect.map(
    Effect.promise(() => ask("SELECT milliseconds::float8 FROM moved.clock")),
    Number,
  ),
  advance: (milliseconds) =>
    Effect.asVoid(Effect.promise(() => ask(`UPDATE moved.clock SET milliseconds = milliseconds + ${milliseconds}`))),
  grain: 1,
})

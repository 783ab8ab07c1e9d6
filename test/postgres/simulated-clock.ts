import * as Effect from "effect/Effect"
import type { StorageClock } from "../../src/testing/laws/storage.ts"

/** Runs SQL in the database under test, and returns the first value of the first row. */
export type QueryValue = (sql: string) => Promise<unknown>

/** Defines a `now()` that returns a stored time. Statements use it if the search path is `SIMULATED_PATH`. */
export const CREATE_SIMULATED_CLOCK = `
CREATE SCHEMA simulated;
CREATE TABLE simulated.clock (milliseconds bigint NOT NULL);
INSERT INTO simulated.clock VALUES (1800000000000);
CREATE FUNCTION simulated.now() RETURNS timestamptz LANGUAGE sql STABLE
  AS 'SELECT to_timestamp(milliseconds / 1000.0) FROM simulated.clock';
GRANT USAGE ON SCHEMA simulated TO PUBLIC;
GRANT SELECT ON simulated.clock TO PUBLIC;
`

/** The search path that finds the simulated `now()` first. */
export const SIMULATED_PATH = "simulated, pg_catalog, public"

/** Controls the simulated clock, for the laws of storage. */
export const simulatedClock = (queryValue: QueryValue): StorageClock => ({
  now: Effect.map(
    Effect.promise(() => queryValue("SELECT milliseconds::float8 FROM simulated.clock")),
    Number,
  ),
  advance: (milliseconds) =>
    Effect.asVoid(
      Effect.promise(() => queryValue(`UPDATE simulated.clock SET milliseconds = milliseconds + ${milliseconds}`)),
    ),
  resolution: 1,
})

import * as Effect from "effect/Effect"
import { afterAll, describe, expect, it } from "vitest"
import { serverOrNull } from "../../test/postgres/server.ts"
import { applyMigrations } from "./migrate.ts"
import { open } from "./open.ts"

const server = await serverOrNull()
const { url } = server ?? { url: "" }

afterAll(async () => {
  await server?.stop()
})

/** In milliseconds: what one statement of the service may take. */
const timeout = 400
const slow = { name: "slow", sql: "SELECT pg_sleep(1)" }

describe.skipIf(server === null)("a step that takes longer than a statement of the service may", () => {
  it("is applied, as an index on a large table must be", async () => {
    const migrating = Effect.flatMap(open({ url, timeout }), (all) => applyMigrations(all, [slow]))
    expect(await Effect.runPromise(Effect.scoped(migrating))).toEqual([{ id: 1, name: "slow" }])
  })

  it("leaves the statements after it as short as they were", async () => {
    const asking = Effect.flatMap(open({ url, timeout, connections: 1 }), (all) =>
      Effect.andThen(applyMigrations(all, [slow]), all.query("SHOW statement_timeout")),
    )
    expect(await Effect.runPromise(Effect.scoped(asking))).toEqual([["400ms"]])
  })
})

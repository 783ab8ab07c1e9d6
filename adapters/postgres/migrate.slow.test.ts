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

/** The time limit of a statement of the service, in milliseconds. */
const timeout = 400
const slow = { name: "slow", sql: "SELECT pg_sleep(1)" }

describe.skipIf(server === null)("a step that takes longer than the time limit of a statement", () => {
  it("is applied, as an index on a large table requires", async () => {
    const migrating = Effect.flatMap(open({ url, timeout }), (connections) => applyMigrations(connections, [slow]))
    expect(await Effect.runPromise(Effect.scoped(migrating))).toEqual([{ id: 1, name: "slow" }])
  })

  it("does not change the time limit of later statements", async () => {
    const asking = Effect.flatMap(open({ url, timeout, connections: 1 }), (connections) =>
      Effect.andThen(applyMigrations(connections, [slow]), connections.query("SHOW statement_timeout")),
    )
    expect(await Effect.runPromise(Effect.scoped(asking))).toEqual([["400ms"]])
  })
})

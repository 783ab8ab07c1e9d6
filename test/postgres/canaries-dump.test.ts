import { pgDump } from "@electric-sql/pglite-tools/pg_dump"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { postgresStorage } from "../../adapters/postgres/storage.ts"
import { heard, listening } from "./canaries.ts"
import { leakToStorage, lifeOver, SECRETS } from "./canaries-life.ts"
import { emptyPGlite } from "./pglite.ts"

describe("a pg_dump of the database", () => {
  it("tells no secret after every use case has been lived", async () => {
    await using pg = await emptyPGlite()
    const ears = listening()
    const canaries = await lifeOver(postgresStorage({ pglite: pg }).layer, ears)
    expect(heard(await ears.stop(), canaries)).toEqual([])
    const dump = await (await pgDump({ pg })).text()
    expect(heard(dump, canaries)).toEqual([])
    // What may be there was there to be heard.
    for (const table of ["aggregate", "journal", "claim", "outbox"])
      expect(dump).toMatch(new RegExp(`(COPY|INSERT INTO) mon_compte\\.${table} `))
    expect(dump).toContain("ConfirmCode")
  })

  it("tells one that is leaked, in text and in bytes", async () => {
    await using pg = await emptyPGlite()
    await Effect.runPromise(Effect.provide(leakToStorage, postgresStorage({ pglite: pg }).layer))
    const dump = await (await pgDump({ pg })).text()
    expect(heard(dump, SECRETS)).toEqual(["password", "address", "local part"])
  })
})

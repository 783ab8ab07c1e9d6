import { pgDump } from "@electric-sql/pglite-tools/pg_dump"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { postgresStorage } from "../../adapters/postgres/storage.ts"
import { leakedCanaries, recordOutput } from "./canaries.ts"
import { leakToStorage, runWorkload, SECRETS } from "./canaries-workload.ts"
import { emptyPGlite } from "./pglite.ts"

describe("a pg_dump of the database", () => {
  it("contains no secret after every use case", async () => {
    await using pg = await emptyPGlite()
    const output = recordOutput()
    const canaries = await runWorkload(postgresStorage({ pglite: pg }).layer, output)
    expect(leakedCanaries(await output.stop(), canaries)).toEqual([])
    const dump = await (await pgDump({ pg })).text()
    expect(leakedCanaries(dump, canaries)).toEqual([])
    // The dump is complete: it contains every table, and the data that are not secret.
    for (const table of ["aggregate", "journal", "claim", "outbox"])
      expect(dump).toMatch(new RegExp(`(COPY|INSERT INTO) mon_compte\\.${table} `))
    expect(dump).toContain("ConfirmCode")
  })

  it("contains a secret that is stored in clear, as text and as bytes", async () => {
    await using pg = await emptyPGlite()
    await Effect.runPromise(Effect.provide(leakToStorage, postgresStorage({ pglite: pg }).layer))
    const dump = await (await pgDump({ pg })).text()
    expect(leakedCanaries(dump, SECRETS)).toEqual(["password", "address", "local part"])
  })
})

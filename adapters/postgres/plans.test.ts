import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { emptyPGlite } from "./pglite.model.ts"
import { PLANS } from "./pglite-stream.ts"
import { storageTexts } from "./sql.laws.ts"
import { statements } from "./statements.ts"
import { postgresStorage } from "./storage.ts"

const SCAN = /(Index (?:Only )?Scan|Bitmap Index Scan|Seq Scan)/
const isNarrow = (cond: string | undefined) => /Index Cond: .*\bshard\b/.test(cond ?? "")

/** The scans of a plan that read more than one shard. */
const wideScans = (plan: ReadonlyArray<string>) =>
  plan.filter((line, index) => {
    if (!SCAN.test(line)) return false
    const conditions = plan.slice(index + 1, index + 3)
    return line.includes("Seq Scan") || !conditions.some(isNarrow)
  })

it("no statement reads the rows of all persons, also on a database without statistics", async () => {
  const pglite = await emptyPGlite()
  await Effect.runPromise(Effect.scoped(postgresStorage({ pglite }).service))
  for (const [name, value] of Object.entries(PLANS)) await pglite.exec(`SET ${name} = ${value}`)
  const planOf = async (statement: string) => {
    const [explained] = await pglite.exec(`EXPLAIN (GENERIC_PLAN) ${statement}`)
    return (explained?.rows ?? []).map((row) => String(row["QUERY PLAN"]))
  }
  // Going through all persons is what `list` is for: along the key, a page at a time.
  for (const text of storageTexts.filter((text) => text !== statements.list.text)) {
    const plan = await planOf(text)
    expect(plan.some((line) => SCAN.test(line))).toBe(true)
    expect(wideScans(plan), plan.join("\n")).toEqual([])
  }
  const wide = "SELECT j.answer FROM mon_compte.journal j WHERE j.command = $1::text"
  expect(wideScans(await planOf(wide))).not.toEqual([])
  await pglite.close()
})

import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { emptyPGlite } from "../../test/postgres/pglite.ts"
import { storageTexts } from "../../test/postgres/sql.laws.ts"
import { PLANS } from "./pglite-stream.ts"
import { retentionStatements } from "./retention-statements.ts"
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

const explaining = async () => {
  const pglite = await emptyPGlite()
  await Effect.runPromise(Effect.scoped(postgresStorage({ pglite }).service))
  for (const [name, value] of Object.entries(PLANS)) await pglite.exec(`SET ${name} = ${value}`)
  const planOf = async (statement: string) => {
    const [explained] = await pglite.exec(`EXPLAIN (GENERIC_PLAN) ${statement}`)
    return (explained?.rows ?? []).map((row) => String(row["QUERY PLAN"]))
  }
  return { planOf, close: () => pglite.close() }
}

it("no statement reads the rows of all persons, also on a database without statistics", async () => {
  const { close, planOf } = await explaining()
  // Going through all persons is what `list` is for: along the key, a page at a time.
  for (const text of storageTexts.filter((text) => text !== statements.list.text)) {
    const plan = await planOf(text)
    expect(plan.some((line) => SCAN.test(line))).toBe(true)
    expect(wideScans(plan), plan.join("\n")).toEqual([])
  }
  const wide = "SELECT j.answer FROM mon_compte.journal j WHERE j.command = $1::text"
  expect(wideScans(await planOf(wide))).not.toEqual([])
  await close()
})

it("retention looks for messages still to be done among those alone, not among all that were", async () => {
  const { close, planOf } = await explaining()
  const plan = await planOf(retentionStatements.forget)
  const ofMessages = plan.filter((line) => SCAN.test(line) && /\boutbox/.test(line))
  expect(ofMessages, plan.join("\n")).toHaveLength(2)
  for (const line of ofMessages) expect(line).toMatch(/using outbox_(due|dead)\b|on outbox_(due|dead)\b/)
  // Rows that may go are not compared one by one with a night's messages that could not be sent.
  expect(plan.join("\n")).toMatch(/SetOp Intersect/)
  await close()
})

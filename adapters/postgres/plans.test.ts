import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { emptyPGlite } from "../../test/postgres/pglite.ts"
import { storageSql } from "../../test/postgres/sql.laws.ts"
import { PLANNER_SETTINGS } from "./planner-settings.ts"
import { retentionStatements } from "./retention-statements.ts"
import { statements } from "./statements.ts"
import { postgresStorage } from "./storage.ts"

const SCAN = /(Index (?:Only )?Scan|Bitmap Index Scan|Seq Scan)/
const isOneShard = (condition: string | undefined) => /Index Cond: .*\bshard\b/.test(condition ?? "")

/** The scans of a plan that may read more than one shard. */
const wideScans = (plan: ReadonlyArray<string>) =>
  plan.filter((line, index) => {
    if (!SCAN.test(line)) return false
    const conditions = plan.slice(index + 1, index + 3)
    return line.includes("Seq Scan") || !conditions.some(isOneShard)
  })

const createExplainer = async () => {
  const pglite = await emptyPGlite()
  await Effect.runPromise(Effect.scoped(postgresStorage({ pglite }).service))
  for (const [name, value] of Object.entries(PLANNER_SETTINGS)) await pglite.exec(`SET ${name} = ${value}`)
  const planOf = async (statement: string) => {
    const [explained] = await pglite.exec(`EXPLAIN (GENERIC_PLAN) ${statement}`)
    return (explained?.rows ?? []).map((row) => String(row["QUERY PLAN"]))
  }
  return { planOf, close: () => pglite.close() }
}

it("no statement scans the rows of all persons, even on a database without statistics", async () => {
  const { close, planOf } = await createExplainer()
  // These read the rows of all persons by design: along the key or an index, one page at a time.
  const wideByDesign = [statements.list.text, statements.journalWindow.text]
  for (const text of storageSql.filter((text) => !wideByDesign.includes(text))) {
    const plan = await planOf(text)
    expect(plan.some((line) => SCAN.test(line))).toBe(true)
    expect(wideScans(plan), plan.join("\n")).toEqual([])
  }
  const wide = "SELECT j.answer FROM mon_compte.journal j WHERE j.command = $1::text"
  expect(wideScans(await planOf(wide))).not.toEqual([])
  await close()
})

it("retention finds undelivered messages by the partial indexes, without reading delivered messages", async () => {
  const { close, planOf } = await createExplainer()
  const plan = await planOf(retentionStatements.deleteAggregates)
  const outboxScans = plan.filter((line) => SCAN.test(line) && /\boutbox/.test(line))
  expect(outboxScans, plan.join("\n")).toHaveLength(2)
  for (const line of outboxScans) expect(line).toMatch(/using outbox_(due|dead)\b|on outbox_(due|dead)\b/)
  // INTERSECT compares sets. A join would compare each row with every undelivered message.
  expect(plan.join("\n")).toMatch(/SetOp Intersect/)
  await close()
})

it("a window of the journal is read along its index, in order and without a sort", async () => {
  const { close, planOf } = await createExplainer()
  const plan = await planOf(statements.journalWindow.text)
  expect(plan.filter((line) => SCAN.test(line)).join("\n")).toMatch(/Index Scan using journal_window/)
  expect(plan.join("\n")).not.toMatch(/Sort/)
  await close()
})

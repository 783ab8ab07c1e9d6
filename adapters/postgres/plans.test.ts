import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { commitStatement } from "./commit-statement.ts"
import { emptyPGlite } from "./pglite.model.ts"
import { PLANS } from "./pglite-stream.ts"
import { statements } from "./statements.ts"
import { postgresStorage } from "./storage.ts"

const shapes = [
  { changes: 1, guards: 0, absences: 0, claims: 0, messages: 0 },
  { changes: 3, guards: 2, absences: 1, claims: 2, messages: 2 },
]

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
  const commits = shapes
    .map((shape) => commitStatement(shape))
    .map((made) => (typeof made === "string" ? made : made.text))
  // Going through all persons is what `list` is for: along the key, a page at a time.
  const { list: _, ...narrow } = statements
  for (const text of [...commits, ...Object.values(narrow).map(({ text }) => text)]) {
    const plan = await planOf(text)
    expect(plan.some((line) => SCAN.test(line))).toBe(true)
    expect(wideScans(plan), plan.join("\n")).toEqual([])
  }
  const wide = "SELECT j.answer FROM mon_compte.journal j WHERE j.command = $1::text"
  expect(wideScans(await planOf(wide))).not.toEqual([])
  await pglite.close()
})

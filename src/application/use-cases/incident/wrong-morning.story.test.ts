import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { announcedTo, delegated, FILE, NOON } from "../../../../test/stories/family.ts"
import { story, tagOf } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import type { WorkItem } from "../../household-file/work-item.ts"

const WRONG = { agent: "agent-13", file: FILE }
const MENDER = "agent-7"

/** Everything that the agent did since noon, page by page. */
const workOf = Effect.fnUntraced(function* (agent: string) {
  const agency = yield* Agency
  const all: Array<WorkItem> = []
  for (let after: number | undefined; ; ) {
    const { items, next } = yield* agency.listWork({ start: NOON, agent, ...(after === undefined ? {} : { after }) })
    all.push(...items)
    if (next === null) return all
    after = next
  }
})

describe("an agent who took one file for another all morning", () => {
  const wrongMorning = Effect.fnUntraced(function* (context: Parameters<typeof delegated>[0]) {
    const agency = yield* Agency
    const persons = yield* delegated(context)
    const { ids } = persons
    yield* TestClock.adjust("1 hour")
    yield* agency.removeMember({ ...WRONG, person: ids.evan, cause: "LeftHome" })
    yield* agency.removeMember({ ...WRONG, person: ids.dora, cause: "NoLongerDependant" })
    yield* agency.declareSeparation({ ...WRONG, person: ids.ada, fact: "2026-11-01" })
    yield* agency.recordDeath({ ...WRONG, person: ids.cleo })
    yield* agency.closeAccount({ agent: WRONG.agent, person: ids.dora })
    yield* agency.findPersons({ agent: WRONG.agent, person: ids.evan })
    yield* agency.unlockAccount({ agent: WRONG.agent, person: ids.ada, cause: "OwnErrors" })
    yield* TestClock.adjust("1 hour")
    return persons
  })

  story("is listed by another one, with what can be reversed and why the rest cannot", (context) =>
    Effect.gen(function* () {
      const { ids } = yield* wrongMorning(context)
      const work = yield* workOf(WRONG.agent)
      const line = ({ command, files, reversal }: WorkItem) =>
        `${command} ${files.join()} ${reversal._tag === "Reversible" ? reversal.by.join("/") : reversal.because}`
      expect(work.map(line).sort()).toEqual([
        "CloseAccount  reopenAccount",
        `DeclareSeparation ${FILE} undoSeparation`,
        "FindPersons  Read",
        `RecordDeath ${FILE} undoDeath`,
        `RemoveMember ${FILE} addChild/addDependant/formCouple`,
        `RemoveMember ${FILE} addChild/addDependant/formCouple`,
        "UnlockAccount  Precaution",
      ])
      expect(work.find(({ command }) => command === "RecordDeath")?.persons).toContain(ids.cleo)
      // Neither an identifier nor an address.
      expect(JSON.stringify(work)).not.toMatch(/example\.org|lock-out|"[12]\d{12}/)
    }),
  )

  story("is reversed item by item, by commands of their own, and a repeat after a crash changes nothing", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* wrongMorning(context)
      yield* deliverDue()
      context.mailbox.clear()
      const work = yield* workOf(WRONG.agent)
      const reversible = work.filter(({ reversal }) => reversal._tag === "Reversible")
      const reverse = (item: string) => agency.reverseWork({ agent: MENDER, item })
      // The process dies after the first two.
      for (const { item } of reversible.slice(0, 2)) yield* reverse(item ?? "")
      for (const { item } of reversible) yield* reverse(item ?? "")
      const { household } = yield* agency.getFile({ file: FILE })
      expect(household).toMatchObject({
        _tag: "Open",
        couple: { spouse: { person: ids.bruno } },
        children: expect.arrayContaining([
          expect.objectContaining({ person: ids.evan, birth: "2015-02-03" }),
          expect.objectContaining({ person: ids.cleo }),
        ]),
        dependants: [{ person: ids.dora }],
      })
      // Each was written once, with its cause, after what it reverses: nothing was edited.
      const events = context.storage
        .snapshot()
        .rows.find(({ aggregate }) => aggregate === `household/${FILE}`)
        ?.journal.map(({ event }) => event._tag)
      const count = (tag: string) => events?.filter((one) => one === tag).length
      expect([count("MemberRemoved"), count("DeathRecorded"), count("SeparationDeclared")]).toEqual([2, 1, 1])
      expect([count("DeathUndone"), count("SeparationUndone")]).toEqual([1, 1])
      // Nothing that ended revives: the authorisation must be given again.
      expect(household).toMatchObject({ delegation: { _tag: "Ended" } })
      yield* deliverDue()
      expect(announcedTo(context, "SeparationCorrected")).toEqual(["ada@example.org", "bruno@example.org"])
      // The reversals are listed as what they are.
      yield* TestClock.adjust("2 minutes")
      const reversals = (yield* workOf(MENDER)).filter(({ command }) => command.startsWith("Undo"))
      expect(reversals.map(({ reversal }) => reversal)).toEqual([
        { _tag: "NotReversible", because: "IsReversal" },
        { _tag: "NotReversible", because: "IsReversal" },
      ])
    }),
  )

  story("cannot be reversed where nothing can, and the refusal says why", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* wrongMorning(context)
      const work = yield* workOf(WRONG.agent)
      const unlock = work.find(({ command }) => command === "UnlockAccount")
      const refused = (item: string) => tagOf(agency.reverseWork({ agent: MENDER, item }))
      expect(yield* refused(unlock?.item ?? "none")).toBe("WorkUnknown")
      expect(yield* refused(`household/${FILE}@1`)).toBe("NotReversible")
      for (const item of ["", "household/none@1", `household/${FILE}@9999`, `household/${FILE}@0`, "lock-out/x@1"]) {
        expect(yield* refused(item)).toBe("WorkUnknown")
      }
    }),
  )

  story("is not reversed by an old item where the same was recorded again since, rightly this time", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* wrongMorning(context)
      const death = (yield* workOf(WRONG.agent)).find(({ command }) => command === "RecordDeath")?.item ?? ""
      yield* agency.reverseWork({ agent: MENDER, item: death })
      yield* TestClock.adjust("30 days")
      yield* agency.recordDeath({ agent: "agent-9", file: FILE, person: ids.cleo })
      const refusal = yield* Effect.flip(agency.reverseWork({ agent: "agent-21", item: death }))
      expect(refusal).toMatchObject({ _tag: "NotReversible", because: "DoneAgain" })
      const { household } = yield* agency.getFile({ file: FILE })
      expect(JSON.stringify(household)).toContain("Death")
    }),
  )
})

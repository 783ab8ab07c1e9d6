import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { couple, FILE, NOON } from "../../../../test/stories/family.ts"
import { BOB, story, tagOf } from "../../../../test/stories/test-context.ts"
import { reversals } from "../../../domain/audit/reversal.ts"
import { Agency, type AgencyVerbs } from "../../agency.ts"

const BY = { agent: "agent-13", file: FILE }

type Ids = Effect.Success<ReturnType<typeof couple>>["ids"]

/** Each command that is reversible, given in the file of a family. */
const wrong: Readonly<Record<string, (agency: AgencyVerbs, ids: Ids) => Effect.Effect<unknown, unknown>>> = {
  AddChild: ({ addChild }) => addChild({ ...BY, birth: "2021-05-05" }),
  AddDependant: ({ addDependant }) => addDependant({ ...BY, person: BOB.nir }),
  RemoveMember: ({ removeMember }, { bruno }) => removeMember({ ...BY, person: bruno, cause: "LeftHome" }),
  FormCouple: (agency, { bruno }) =>
    Effect.andThen(
      agency.removeMember({ ...BY, agent: "another agent", person: bruno, cause: "LeftHome" }),
      agency.formCouple({ ...BY, spouse: BOB.nir }),
    ),
  DeclareSeparation: ({ declareSeparation }, { ada }) => declareSeparation({ ...BY, person: ada, fact: "2026-11-01" }),
  RecordDeath: ({ recordDeath }, { ada }) => recordDeath({ ...BY, person: ada }),
  CloseFile: ({ closeFile }) => closeFile({ ...BY, cause: "Duplicate" }),
  CloseAccount: ({ closeAccount }, { cleo }) => closeAccount({ agent: BY.agent, person: cleo }),
}

/** The members of the file by role, whatever the days. */
const membersOf = Effect.gen(function* () {
  const { household } = yield* (yield* Agency).getFile({ file: FILE })
  if (household._tag !== "Open") return household._tag
  const { children, couple: two, dependants, holder } = household
  const people = (all: ReadonlyArray<{ readonly person: string }>) => all.map(({ person }) => person).sort()
  return {
    holder: holder.person,
    spouse: two?.spouse.person ?? null,
    children: people(children),
    dependants: people(dependants),
  }
})

describe("a command that the list calls reversible", () => {
  const names = Object.entries(reversals).flatMap(([name, { _tag }]) => (_tag === "Reversible" ? [name] : []))

  for (const name of names) {
    story(`leaves the members as they were once it is reversed: ${name}`, (context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const { ids } = yield* couple(context)
        yield* TestClock.adjust("1 hour")
        const before = yield* membersOf
        const act = wrong[name]
        if (act === undefined) return expect.unreachable()
        yield* act(agency, ids)
        yield* TestClock.adjust("2 minutes")
        const { items } = yield* agency.listWork({ start: NOON + 1, agent: BY.agent })
        const [item] = items.filter(({ command }) => command === name)
        const reversal = item?.reversal
        if (reversal?._tag !== "Reversible") return expect.unreachable()
        const answer = yield* agency.reverseWork({ agent: "agent-7", item: item?.item ?? "" })
        expect(reversal.by).toContain(answer.by)
        // Another agent who reverses it again is refused, or finds it as it is.
        const again = yield* tagOf(agency.reverseWork({ agent: "agent-8", item: item?.item ?? "" }))
        expect(again).not.toBe("TryLater")
        const spouse = name === "FormCouple" ? null : ids.bruno
        // A holder who was recorded as dead holds the file again, with the spouse.
        expect(yield* membersOf).toEqual(typeof before === "string" ? before : { ...before, spouse })
      }),
    )
  }
})

import { actions, decide, type Facts, rightsBy, type Subject } from "../src/rights/rights.ts"
import { casl } from "./peers/rights.js"
import type { Race } from "./race.ts"

const SUBJECTS: ReadonlyArray<Subject> = ["Self", "Other"]

/** Everything a person can be to a file. */
const everyone: ReadonlyArray<Facts> = (
  ["Holder", "Spouse", "ChildOver15", "YoungerChild", "Dependant", "Outsider"] as const
).flatMap((role) =>
  (["None", "Current", "Ended"] as const).flatMap((couple) =>
    (["None", "Pending", "Live", "Over"] as const).flatMap((delegation) =>
      (["Legacy", "Migrating", "Active", "Closed"] as const).map((account) => ({ role, couple, delegation, account })),
    ),
  ),
)

/** One ability for each person, kept: what CASL is at its fastest. */
const asked = everyone.map((facts) => ({
  facts,
  rights: rightsBy(facts),
  can: casl(
    actions.flatMap((action) =>
      SUBJECTS.flatMap((subject) => {
        const decision = decide(facts, action, subject)
        return decision.permitted ? [{ action, subject, reason: decision.reason }] : []
      }),
    ),
  ),
}))

const OFTEN = 20
const items = OFTEN * everyone.length * actions.length * SUBJECTS.length

// A loop for each contestant: in one that all share, calling whichever it is would cost as much as deciding.

const prepared = () => {
  let permitted = 0
  for (let time = 0; time < OFTEN; time++)
    for (const { rights } of asked)
      for (const action of actions) for (const subject of SUBJECTS) if (rights(action, subject).permitted) permitted++
  return permitted
}

const ours = () => {
  let permitted = 0
  for (let time = 0; time < OFTEN; time++)
    for (const { facts } of asked)
      for (const action of actions)
        for (const subject of SUBJECTS) if (decide(facts, action, subject).permitted) permitted++
  return permitted
}

const cached = () => {
  let permitted = 0
  for (let time = 0; time < OFTEN; time++)
    for (const { can } of asked)
      for (const action of actions) for (const subject of SUBJECTS) if (can(action, subject)) permitted++
  return permitted
}

export const races: ReadonlyArray<Race> = [
  {
    title: "P6: a decision, with its rule and its reason, for everyone and every action",
    items,
    contestants: [
      { name: "rightsBy, kept for each person", run: prepared },
      { name: "decide, from the facts each time", run: ours },
      { name: "CASL, abilities cached", run: cached },
    ],
    bars: { "CASL, abilities cached": 4 },
    agrees: () =>
      asked.flatMap(({ can, facts }) =>
        actions.flatMap((action) =>
          SUBJECTS.filter((subject) => can(action, subject) !== decide(facts, action, subject).permitted),
        ),
      ),
    because: {},
  },
]

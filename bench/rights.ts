import { type Action, actions, decide, type Facts, rightsBy, type Subject } from "../src/domain/rights/rights.ts"
import { casl, cedar } from "./peers/rights.js"
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

type Permits = (action: Action, subject: Subject) => boolean
type Judge = (facts: Facts) => Permits

const NO_ROW: ReadonlySet<Action> = new Set([
  "ChangeOwnIdentifier",
  "ManageOwnSessions",
  "AcceptTerms",
  "CloseOwnAccount",
])

/** What the table has no row for, and whom it has no column for: who is in no file, or no longer of the couple. */
const silent = ({ couple, role }: Facts, action: Action): boolean =>
  NO_ROW.has(action) || role === "Outsider" || (role === "Spouse" && couple !== "Current")

/** Where another answers otherwise than ours; an error where the table speaks. */
const differing = (judge: Judge): ReadonlyArray<string> =>
  everyone.flatMap((facts) => {
    const permits = judge(facts)
    return actions.flatMap((action) =>
      SUBJECTS.filter((subject) => permits(action, subject) !== decide(facts, action, subject).permitted).map(
        (subject) => {
          const request = `${Object.values(facts).join(" ")} ${action} ${subject}`
          if (!silent(facts, action)) throw new Error(`The table of rights says otherwise: ${request}.`)
          return request
        },
      ),
    )
  })

const SILENT =
  "the table it is written from has no row for one's identifier, sessions, terms and closing, and no column for who left " +
  "the file, where the matrix leaves everybody their own space"

// Ours have loops of their own: in one that all share, calling whichever it is would cost as much as deciding.

/** From the facts, each time anew. */
const decided = (often: number) => () => {
  let permitted = 0
  for (let time = 0; time < often; time++)
    for (const facts of everyone)
      for (const action of actions)
        for (const subject of SUBJECTS) if (decide(facts, action, subject).permitted) permitted++
  return permitted
}

/** One for each person, kept, as theirs are. */
const prepared = (often: number) => {
  const kept = everyone.map(rightsBy)
  return () => {
    let permitted = 0
    for (let time = 0; time < often; time++)
      for (const rights of kept)
        for (const action of actions) for (const subject of SUBJECTS) if (rights(action, subject).permitted) permitted++
    return permitted
  }
}

/** One for each person, kept: what each is at its fastest. */
const counted = (judge: Judge, often: number) => {
  const kept = everyone.map(judge)
  return () => {
    let permitted = 0
    for (let time = 0; time < often; time++)
      for (const permits of kept)
        for (const action of actions) for (const subject of SUBJECTS) if (permits(action, subject)) permitted++
    return permitted
  }
}

const against = (name: string, judge: Judge, bar: number, often: number): Race => ({
  title: `P6: a decision, with its rule and its reason, for everyone and every action; ${name}`,
  items: often * everyone.length * actions.length * SUBJECTS.length,
  contestants: [
    { name: "rightsBy, kept for each person", run: prepared(often) },
    { name: "decide, from the facts each time", run: decided(often) },
    { name, run: counted(judge, often) },
  ],
  bars: { [name]: bar },
  agrees: (contestant) => (contestant === name ? differing(judge) : []),
  because: { [name]: SILENT },
})

export const races: ReadonlyArray<Race> = [
  against("CASL, abilities cached", casl, 4, 20),
  against("Cedar, policies parsed before", cedar, 500, 2),
]

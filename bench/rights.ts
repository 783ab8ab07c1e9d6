import { type Action, actions, decide, type Facts, rightsBy, type Subject } from "../src/domain/rights/rights.ts"
import { casl, cedar } from "./peers/rights.js"
import type { Race } from "./race.ts"

const SUBJECTS: ReadonlyArray<Subject> = ["Self", "Other"]

/** All combinations of facts about a person and a file. */
const allFacts: ReadonlyArray<Facts> = (
  ["Holder", "Spouse", "ChildOver15", "YoungerChild", "Dependant", "Outsider"] as const
).flatMap((role) =>
  (["None", "Current", "Ended"] as const).flatMap((couple) =>
    (["None", "Pending", "Live", "Over"] as const).flatMap((delegation) =>
      (["Legacy", "Migrating", "Active", "Closed"] as const).map((account) => ({ role, couple, delegation, account })),
    ),
  ),
)

type Decide = (action: Action, subject: Subject) => boolean
type Peer = (facts: Facts) => Decide

/** The actions without a row in the source table, which `bench/peers` repeats. */
const NO_ROW: ReadonlySet<Action> = new Set([
  "ChangeOwnIdentifier",
  "ManageOwnSessions",
  "AcceptTerms",
  "CloseOwnAccount",
])

/**
 * Whether the source table has no row for the action, or no column for the person: outside the file, or a former
 * spouse.
 */
const isUndefinedInTable = ({ couple, role }: Facts, action: Action): boolean =>
  NO_ROW.has(action) || role === "Outsider" || (role === "Spouse" && couple !== "Current")

/** The requests that a peer decides differently from ours. Throws if the source table defines the decision. */
const differing = (peer: Peer): ReadonlyArray<string> =>
  allFacts.flatMap((facts) => {
    const permits = peer(facts)
    return actions.flatMap((action) =>
      SUBJECTS.filter((subject) => permits(action, subject) !== decide(facts, action, subject).permitted).map(
        (subject) => {
          const request = `${Object.values(facts).join(" ")} ${action} ${subject}`
          if (!isUndefinedInTable(facts, action))
            throw new Error(`The source table of rights decides differently: ${request}.`)
          return request
        },
      ),
    )
  })

const REASON =
  "the source table omits the own identifier, sessions, terms and closing, and people outside the file; the matrix decides " +
  "on them"

// Our implementations have their own loops: in a shared loop, the indirect call would cost as much as the decision.

/** Counts the decisions of `decide`, which starts from the facts each time. */
const decideRepeatedly = (repetitions: number) => () => {
  let permitted = 0
  for (let repetition = 0; repetition < repetitions; repetition++)
    for (const facts of allFacts)
      for (const action of actions)
        for (const subject of SUBJECTS) if (decide(facts, action, subject).permitted) permitted++
  return permitted
}

/** Counts the decisions of `rightsBy`, cached per person like the peers. */
const rightsRepeatedly = (repetitions: number) => {
  const cached = allFacts.map(rightsBy)
  return () => {
    let permitted = 0
    for (let repetition = 0; repetition < repetitions; repetition++)
      for (const rights of cached)
        for (const action of actions) for (const subject of SUBJECTS) if (rights(action, subject).permitted) permitted++
    return permitted
  }
}

/** Counts the decisions of a peer, cached per person, which is its fastest use. */
const peerRepeatedly = (peer: Peer, repetitions: number) => {
  const cached = allFacts.map(peer)
  return () => {
    let permitted = 0
    for (let repetition = 0; repetition < repetitions; repetition++)
      for (const permits of cached)
        for (const action of actions) for (const subject of SUBJECTS) if (permits(action, subject)) permitted++
    return permitted
  }
}

const against = (name: string, peer: Peer, bar: number, repetitions: number): Race => ({
  title: `P6: a permission decision with its rule and reason, for all facts and actions; ${name}`,
  items: repetitions * allFacts.length * actions.length * SUBJECTS.length,
  contestants: [
    { name: "rightsBy, cached per person", run: rightsRepeatedly(repetitions) },
    { name: "decide, from the facts each time", run: decideRepeatedly(repetitions) },
    { name, run: peerRepeatedly(peer, repetitions) },
  ],
  bars: { [name]: bar },
  disagreements: (contestant) => (contestant === name ? differing(peer) : []),
  reasons: { [name]: REASON },
})

export const races: ReadonlyArray<Race> = [
  against("CASL, abilities cached", casl, 3, 20),
  against("Cedar, policies parsed beforehand", cedar, 2_000, 2),
]

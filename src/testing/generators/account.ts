import * as Result from "effect/Result"
import * as fc from "fast-check"
import {
  type Command,
  decide,
  type Event,
  evolve,
  initial,
  type Refusal,
  type State,
} from "../../domain/account/account.ts"
import { CorrectionCause, MergeCause, MergeProof } from "../../domain/account/correction.ts"

/**
 * Generates histories of accounts, built forward: each command is made from the state at that point. They include
 * corrected numbers, merges, the confidential mode, closings and what reopens an account. Most commands are accepted,
 * and the others are refused for realistic reasons.
 */

/** One command of a history, and its outcome. */
export interface AccountStep {
  readonly command: Command
  readonly before: State
  /** The events that it caused; none where it was refused. */
  readonly events: ReadonlyArray<Event>
  readonly refusal: Refusal | null
  readonly after: State
}

const HOUR = 60 * 60_000
const DAY = 24 * HOUR
const START = Date.parse("2026-03-28T22:30:00Z")

/** The contacts of every history, by their blind index. */
export const CONTACTS = ["i", "j", "k", "l"] as const

const contactOf = (index: string) => ({ kind: "Email", index, sealed: `sealed-${index}`, language: "fr" }) as const

const KINDS = [
  "IssueTicket",
  "StartMigration",
  "Activate",
  "Activate",
  "LeaveMigration",
  "RecordProvisional",
  "RecordNir",
  "DisableLegacyPassword",
  "ChangePassword",
  "DeclareCompromised",
  "RecoverPassword",
  "RestoreAccess",
  "RequirePasswordChange",
  "ChangeContact",
  "ChangeContact",
  "ReportChange",
  "BarContacts",
  "StartConfidentialMode",
  "StartConfidentialMode",
  "EndConfidentialMode",
  "CorrectIdentifier",
  "Merge",
  "Close",
  "Reopen",
  "Reopen",
  "Redirect",
  "DropPassword",
] as const

const move = fc.record({
  kind: fc.constantFrom(...KINDS),
  contact: fc.constantFrom(...CONTACTS),
  others: fc.subarray([...CONTACTS]),
  /** Hours since the command before. */
  hours: fc.oneof(fc.nat(30), fc.nat(24 * 40)),
  /** A number that distinguishes identifiers and accounts. */
  number: fc.nat(5),
  cause: fc.nat(3),
})
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never

const agent = "a1"
const causeAt = <A>(causes: ReadonlyArray<A>, place: number): A => causes[place % causes.length] as A

/** `open` is the state before the account was closed. */
const commandOf = (state: State, move: Move, at: number, open: State): Command => {
  const { cause, contact, kind, number, others } = move
  const within = { until: at + 3 * DAY, formerUntil: at + 30 * DAY }
  const isPending = state._tag === "Legacy" && state.tickets.length > 0
  switch (kind) {
    case "IssueTicket": {
      const owner = { nir: "sealed", provisional: null, file: "file-1" }
      return { _tag: "IssueTicket", owner, by: "LegacyPassword", ticket: `t${number}`, until: at + 15 * 60_000, at }
    }
    case "StartMigration":
      return { _tag: "StartMigration", ticket: isPending ? (state.tickets[0]?.ticket ?? "t0") : `t${number}`, at }
    case "Activate":
      return { _tag: "Activate", terms: { version: "1", sha256: "aa", at }, contact: contactOf(contact), at }
    case "RecordProvisional":
      return { _tag: "RecordProvisional", provisional: `sealed-p${number}`, agent, at }
    case "RecordNir":
      return { _tag: "RecordNir", nir: `sealed-n${number}`, agent, at }
    case "ChangePassword":
      return { _tag: "ChangePassword", ticket: null, at }
    case "DeclareCompromised":
      return { _tag: "DeclareCompromised", provedAfter: at - 30 * DAY, formerUntil: within.formerUntil, agent, at }
    case "RecoverPassword":
      return { _tag: "RecoverPassword", contact, at }
    case "RestoreAccess":
      return { _tag: "RestoreAccess", contact: contactOf(contact), ...within, agent, at }
    case "RequirePasswordChange":
      return { _tag: "RequirePasswordChange", reason: "Precaution", agent, at }
    case "ChangeContact": {
      const recoversFrom = at + DAY
      return {
        _tag: "ChangeContact",
        contact: contactOf(contact),
        recoversFrom,
        formerUntil: within.formerUntil,
        at,
      }
    }
    case "ReportChange":
      return { _tag: "ReportChange", contact, sentAt: at - HOUR, ...within, at }
    case "BarContacts":
      return { _tag: "BarContacts", indexes: others, agent, at }
    case "StartConfidentialMode":
      return { _tag: "StartConfidentialMode", withheld: others, ...(cause === 0 ? { agent } : {}), at }
    case "CorrectIdentifier": {
      const corrected = causeAt(CorrectionCause.literals, cause)
      const former = corrected === "RecordedInError" ? null : { nir: `sealed-n${number}`, indexes: [`n${number}`] }
      return {
        _tag: "CorrectIdentifier",
        nir: `sealed-n${number + 1}`,
        indexes: [`n${number + 1}`],
        former,
        cause: corrected,
        agent,
        at,
      }
    }
    case "Merge": {
      const [why, proof] = [causeAt(MergeCause.literals, cause), causeAt(MergeProof.literals, number)]
      return { _tag: "Merge", merged: `account-${number}`, cause: why, proof, agent, at }
    }
    case "Close": {
      const because = causeAt(["Death", "OwnerRequest", "Merged", undefined] as const, cause)
      const successor = because === "Merged" ? { successor: `account-${number}` } : {}
      return { _tag: "Close", ...(because === undefined ? {} : { cause: because }), ...successor, agent, at }
    }
    case "Reopen":
      return { _tag: "Reopen", before: open, cause: cause === 0 ? "DeathUndone" : "AgentMistake", agent, at }
    case "Redirect":
      return { _tag: "Redirect", successor: `account-${number}`, at }
    case "DisableLegacyPassword":
      return { _tag: "DisableLegacyPassword", barsRecordedContact: cause === 0, at }
    case "EndConfidentialMode":
      return { _tag: "EndConfidentialMode", ...(cause === 0 ? { agent } : {}), at }
    case "LeaveMigration":
    case "DropPassword":
      return { _tag: kind, at }
  }
}

/** The first commands of a history whose account opens at once. */
const OPENING: ReadonlyArray<Move["kind"]> = ["IssueTicket", "StartMigration", "Activate"]

const play = (moves: ReadonlyArray<Move>): ReadonlyArray<AccountStep> => {
  const steps: Array<AccountStep> = []
  let [state, open]: [State, State] = [initial, initial]
  let at = START
  for (const move of moves) {
    at += move.hours * HOUR
    const command = commandOf(state, move, at, open)
    const decision = decide(command, state)
    const events = Result.getOrElse(decision, () => [])
    const refusal = Result.isFailure(decision) ? decision.failure : null
    const after = events.reduce(evolve, state)
    steps.push({ command, before: state, events, refusal, after })
    if (after._tag !== "Closed") open = after
    state = after
  }
  return steps
}

/** Histories of one account, command by command. They shrink to fewer commands. Most of the accounts open at first. */
export const history = ({ commands = 40 } = {}): fc.Arbitrary<ReadonlyArray<AccountStep>> =>
  fc
    .tuple(fc.nat(5), fc.tuple(move, move, move), fc.array(move, { minLength: 1, maxLength: commands, size: "max" }))
    .map(([opens, first, moves]) => {
      const opening = first.map((move, place): Move => ({ ...move, kind: OPENING[place] ?? move.kind, hours: 0 }))
      // `0`: nothing is open yet. `1`: the migration is under way.
      return play([...opening.slice(0, [0, 2][opens] ?? OPENING.length), ...moves])
    })

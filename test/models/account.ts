import * as Result from "effect/Result"
import { type Command, decide, evolve, initial, type Proof, type State } from "../../src/domain/account/account.ts"
import type { Owner } from "../../src/domain/account/owner.ts"

export const owner = { nir: "sealed", provisional: null, file: "f1" }
export const withoutFile = { nir: "sealed", provisional: null, file: null }
export const terms = { version: "1", sha256: "aa", at: 1 }
export const contactOf = (index: string) => ({ kind: "Email", index, sealed: `s-${index}`, language: "fr" }) as const
export const contact = contactOf("i")
export const issue = (ticket: string, at = 0, by: Proof = "LegacyPassword", person: Owner = owner): Command => ({
  _tag: "IssueTicket",
  owner: person,
  by,
  ticket,
  until: at + 1_000,
  at,
})
export const start = (ticket: string, at = 1): Command => ({ _tag: "StartMigration", ticket, at })
export const compromise = (at: number): Command => ({
  _tag: "DeclareCompromised",
  provedAfter: at,
  formerUntil: at + 9,
  at,
})
export const activate: Command = { _tag: "Activate", terms, contact, at: 2 }

/** Applies the commands in order. A refused command fails the test. */
export const stateAfter = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)

export const refusal = (state: State, command: Command) =>
  Result.match(decide(command, state), { onFailure: ({ _tag }) => _tag, onSuccess: () => "accepted" })

import * as Schema from "effect/Schema"
import type { Strength } from "../identity/strength.ts"
import { IssuedTicket } from "../ticket/ticket.ts"

/**
 * How a person proved who they are, to start the migration or to create their account. `Identity`, `Document` and
 * `Counter` are proofs of identity, in this order of strength.
 */
export const Proof = Schema.Literals(["LegacyPassword", "RecordedContact", "Identity", "Document", "Counter"])
export type Proof = typeof Proof.Type

/** The proof of each strength. Stored: facts alone are called `Identity`. */
export const proofOf = { Knowledge: "Identity", Document: "Document", Counter: "Counter" } as const satisfies Record<
  Strength,
  Proof
>

/** A ticket that starts the migration, with its proof. Tickets that were stored earlier have no proof. */
export const OpeningTicket = Schema.Struct({ ...IssuedTicket.fields, by: Schema.optional(Proof) })
export type OpeningTicket = typeof OpeningTicket.Type

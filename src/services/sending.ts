import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SendAllowance from "../challenge/send-allowance.ts"
import { SealedContact } from "../migration/draft.ts"
import type { AggregateId, Message, Row } from "../ports/storage.ts"
import { act, read, toChange } from "./aggregate.ts"
import type { Wizard } from "./wizard.ts"

/** The order to send one code: all that is needed to compute it and write the letter, and no secret in clear. */
export const SendCode = Schema.TaggedStruct("SendCode", {
  account: Schema.String,
  purpose: Schema.Literals(["migration"]),
  challenge: Schema.String,
  nonce: Schema.String,
  number: Schema.Int,
  contact: SealedContact,
  language: Schema.Literals(["fr", "en"]),
  expiresAt: Schema.Finite,
  minutes: Schema.Finite,
})
export type SendCode = typeof SendCode.Type

/** A draft's time is over at `dueAt`: what was typed into it goes. */
export const DraftEnds = Schema.TaggedStruct("DraftEnds", { account: Schema.String })

export const allowanceOf = (contact: SealedContact): AggregateId => `send-allowance/${contact.index}`

/** One more message to a contact: the change of its allowance, or `TooManyMessages`. */
export const allowSending = Effect.fnUntraced(function* (
  contact: SealedContact,
  row: Row | undefined,
  perDay: number,
  at: number,
) {
  const allowance = yield* read(SendAllowance.machine, allowanceOf(contact), row)
  return toChange(yield* Effect.fromResult(act(allowance, { _tag: "Send", perDay, at })))
})

/** The order for the latest code of an open challenge. */
export const orderCode = (
  account: string,
  { challenge: { state } }: Wizard,
  contact: SealedContact,
  language: SendCode["language"],
  at: number,
): ReadonlyArray<Message> => {
  const nonce = state._tag === "Open" ? state.nonces.at(-1) : undefined
  if (state._tag !== "Open" || nonce === undefined) return []
  const { challenge, nonces, policy, until } = state
  const body: SendCode = {
    _tag: "SendCode",
    account,
    purpose: "migration",
    challenge,
    nonce,
    number: nonces.length,
    contact,
    language,
    expiresAt: until,
    minutes: policy.minutes,
  }
  return [{ id: `${challenge}.${nonces.length}`, dueAt: at, body }]
}

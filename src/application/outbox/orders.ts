import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as Challenge from "../../domain/challenge/challenge.ts"
import type { CodePurpose } from "../../domain/challenge/purpose.ts"
import { codePurposes } from "../../domain/challenge/purpose.ts"
import * as SendAllowance from "../../domain/challenge/send-allowance.ts"
import { SealedContact } from "../../domain/migration/draft.ts"
import { type AnnouncementAbout, announcements } from "../../ports/notifier.ts"
import type { AggregateId, Message, Row } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import type { BlindIndexes } from "../secrets/blind-index.ts"
import { makeNonce } from "../secrets/code.ts"
import { execute, readAggregate, toChange } from "../unit-of-work/aggregate.ts"

/** The order to send one code: all that is needed to compute it and write the letter, and no secret in clear. */
export const SendCode = Schema.TaggedStruct("SendCode", {
  account: Schema.String,
  purpose: Schema.Literals(codePurposes),
  challenge: Schema.String,
  nonce: Schema.String,
  number: Schema.Int,
  contact: SealedContact,
  language: Schema.Literals(["fr", "en"]),
  expiresAt: Schema.Finite,
  minutes: Schema.Finite,
})
export type SendCode = typeof SendCode.Type

/** The order to tell the owner of a contact what happened. */
export const SendAnnouncement = Schema.TaggedStruct("SendAnnouncement", {
  account: Schema.String,
  contact: SealedContact,
  about: Schema.Literals(announcements),
  at: Schema.Finite,
})
export type SendAnnouncement = typeof SendAnnouncement.Type

/** A draft's time is over at `dueAt`: what was typed into it goes. */
export const DraftEnds = Schema.TaggedStruct("DraftEnds", { account: Schema.String })

/** The last day of a delegation, by its number in the file, is over at `dueAt`: that is noted, and both are told. */
export const DelegationEnds = Schema.TaggedStruct("DelegationEnds", { file: Schema.String, delegation: Schema.Int })
export type DelegationEnds = typeof DelegationEnds.Type

/** The allowances of a contact, one under each accepted key: none starts anew when a key is replaced. */
export const allowancesOf = (indexes: BlindIndexes): ReadonlyArray<AggregateId> => indexes.map(SendAllowance.stream.id)

/** One more message to a contact: the changes of its allowances, or `TooManyMessages`. `rows` are theirs, in order. */
export const allowSending = (indexes: BlindIndexes, rows: ReadonlyArray<Row>, perDay: number, at: number) =>
  Effect.forEach(allowancesOf(indexes), (id, place) =>
    Effect.gen(function* () {
      const allowance = yield* readAggregate(SendAllowance.machine, id, rows[place])
      return toChange(yield* Effect.fromResult(execute(allowance, { _tag: "Send", perDay, at })))
    }),
  )

/** What a challenge remembers of the allowances that a message was counted in. */
export const countedIn = (changes: Effect.Success<ReturnType<typeof allowSending>>): Challenge.Counted =>
  changes.map(({ aggregate, expectedVersion, state }) => ({
    allowance: aggregate,
    version: expectedVersion + 1,
    sentAt: Schema.decodeUnknownSync(SendAllowance.State)(state).sentAt,
  }))

/** The command that makes a new code for a contact; `also` are the allowances it is counted in. */
export const newCode = Effect.fnUntraced(function* (
  contact: { readonly index: string },
  also: Parameters<typeof countedIn>[0],
  at: number,
) {
  const { codes: policy } = yield* Policies
  const random = yield* SecureRandom.SecureRandom
  const [challenge, nonce] = [yield* random.uuidV4(), yield* makeNonce]
  return { _tag: "Issue", challenge, contact: contact.index, nonce, policy, counted: countedIn(also), at } as const
})

/** The rows of the allowances of a contact as they are remembered, or `null` where one is not. */
export const rememberedAllowances = (
  indexes: BlindIndexes,
  counted: Challenge.Counted = [],
): ReadonlyArray<Row> | null => {
  const rows = allowancesOf(indexes).map((id) => counted.find(({ allowance }) => allowance === id))
  return rows.every((row) => row !== undefined)
    ? rows.map(({ sentAt, version }) => ({ state: { _tag: "Counting", sentAt }, version, secret: null }))
    : null
}

/** The order for the latest code of an open challenge. */
export const orderCode = (asked: {
  readonly account: string
  readonly purpose: CodePurpose
  readonly challenge: Challenge.State
  readonly contact: SealedContact
  /** The contact's own, unless the person asked in another. */
  readonly language?: SendCode["language"] | undefined
  readonly at: number
}): ReadonlyArray<Message> => {
  const { account, at, challenge: state, contact, language = contact.language, purpose } = asked
  const nonce = state._tag === "Open" ? state.nonces.at(-1) : undefined
  if (state._tag !== "Open" || nonce === undefined) return []
  const { challenge, nonces, policy, until } = state
  const body: SendCode = {
    _tag: "SendCode",
    account,
    purpose,
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

/**
 * The order to tell one contact what happened, in the language its owner is written to.
 *
 * `id` names the message for ever: make it from the command or the event it tells of, and from the contact's index
 * where several are told.
 */
export const orderAnnouncement = ({
  id,
  ...told
}: {
  readonly id: string
  readonly account: string
  readonly contact: SealedContact
  readonly about: AnnouncementAbout
  readonly at: number
}): Message => {
  const body: SendAnnouncement = { _tag: "SendAnnouncement", ...told }
  return { id, dueAt: told.at, body }
}

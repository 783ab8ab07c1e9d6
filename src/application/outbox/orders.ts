/**
 * Orders: the bodies of messages in the outbox, each for one thing to do after a commit.
 *
 * To add a kind, add it to `orders`: the compiler then asks `handleMessage` and `retryRuleOf` for it.
 */

import * as Schema from "effect/Schema"
import type * as Challenge from "../../domain/challenge/challenge.ts"
import { type CodePurpose, codePurposes } from "../../domain/challenge/purpose.ts"
import { SealedContact } from "../../domain/contact/sealed-contact.ts"
import { type Language, languages } from "../../domain/language/language.ts"
import { type AnnouncementAbout, announcements } from "../../ports/notifier.ts"
import type { Message } from "../../ports/storage.ts"

/** Sends one code. It contains the values that the code is derived from, and no secret in clear. */
export const SendCode = Schema.TaggedStruct("SendCode", {
  account: Schema.String,
  purpose: Schema.Literals(codePurposes),
  challenge: Schema.String,
  nonce: Schema.String,
  number: Schema.Int,
  contact: SealedContact,
  language: Schema.Literals(languages),
  expiresAt: Schema.Finite,
  minutes: Schema.Finite,
})
export type SendCode = typeof SendCode.Type

/** Sends one announcement to the owner of a contact. */
export const SendAnnouncement = Schema.TaggedStruct("SendAnnouncement", {
  account: Schema.String,
  contact: SealedContact,
  about: Schema.Literals(announcements),
  at: Schema.Finite,
})
export type SendAnnouncement = typeof SendAnnouncement.Type

/** Deletes an expired draft, with everything entered into it. Due when the draft expires. */
export const ExpireDraft = Schema.TaggedStruct("ExpireDraft", { account: Schema.String })
export type ExpireDraft = typeof ExpireDraft.Type

/**
 * Records the end of a delegation after its last day, and notifies both spouses. Due when that day is over.
 * `delegation` is its number in the file.
 */
export const ExpireDelegation = Schema.TaggedStruct("ExpireDelegation", {
  file: Schema.String,
  delegation: Schema.Int,
})
export type ExpireDelegation = typeof ExpireDelegation.Type

const orders = [SendCode, SendAnnouncement, ExpireDraft, ExpireDelegation] as const

const Order = Schema.Union(orders)
export type Order = typeof Order.Type

const decode = Schema.decodeUnknownOption(Order)

/** The order in a message; `None` for a body that this code cannot read, such as one written by newer code. */
export const readOrder = ({ body }: Message) => decode(body)

const kinds: ReadonlyArray<string> = orders.map(({ fields }) => fields._tag.schema.literal)

/**
 * The kind of a message, for logs and metrics: `Unknown` for a kind that this code does not have, whatever its name.
 */
export const kindOf = ({ body: { _tag } }: Message): string => (kinds.includes(_tag) ? _tag : "Unknown")

/** Orders the latest code of a challenge. Returns no message unless the challenge is open. */
export const orderCode = (request: {
  readonly account: string
  readonly purpose: CodePurpose
  readonly challenge: Challenge.State
  readonly contact: SealedContact
  /** By default the language of the contact. */
  readonly language?: Language | undefined
  readonly at: number
}): ReadonlyArray<Message> => {
  const { account, at, challenge: state, contact, language = contact.language, purpose } = request
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
 * Orders one announcement to one contact, in the language of the contact.
 *
 * `id` identifies the message for ever. Derive it from the command or the event, and from the contact where several
 * contacts are notified.
 */
export const orderAnnouncement = ({
  id,
  ...announcement
}: {
  readonly id: string
  readonly account: string
  readonly contact: SealedContact
  readonly about: AnnouncementAbout
  readonly at: number
}): Message => {
  const body: SendAnnouncement = { _tag: "SendAnnouncement", ...announcement }
  return { id, dueAt: announcement.at, body }
}

const draftMessageId = (ticket: string) => `draft/${ticket}`

/** Orders the expiry of a draft. `ticket` is the hash of its current ticket. */
export const orderDraftExpiry = (draft: {
  readonly account: string
  readonly ticket: string
  readonly until: number
}): Message => {
  const body: ExpireDraft = { _tag: "ExpireDraft", account: draft.account }
  return { id: draftMessageId(draft.ticket), dueAt: draft.until, body }
}

/** Whether a message was ordered for the draft with this current ticket, and not for an earlier draft. */
export const isExpiryOf = (messageId: string, ticket: string): boolean => messageId === draftMessageId(ticket)

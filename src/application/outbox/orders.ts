/**
 * Orders: the bodies of messages in the outbox, each for one thing to do after a commit.
 *
 * To add a kind, add it to `orders`: the compiler then asks `handleMessage` and `retryRuleOf` for it.
 */

import * as Schema from "effect/Schema"
import type * as Challenge from "../../domain/challenge/challenge.ts"
import { type CodePurpose, codePurposes } from "../../domain/challenge/purpose.ts"
import { CivilDate } from "../../domain/civil-date/civil-date.ts"
import { SealedContact } from "../../domain/contact/sealed-contact.ts"
import { type Language, languages } from "../../domain/language/language.ts"
import { type AnnouncementAbout, announcements } from "../../ports/notifier.ts"
import type { Message } from "../../ports/storage.ts"
import { WarnOfAttempts } from "../caller/attempts-warning.ts"

/** Sends one code. It contains the values that the code is derived from, and no secret in clear. */
export const SendCode = Schema.TaggedStruct("SendCode", {
  /** The account of the code; for a recovery the key of the identifier. */
  account: Schema.String,
  /** The person whose account a recovery may reach. */
  person: Schema.optional(Schema.String),
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
  /** What the token to report the change is made from. Absent where the contact cannot report it. */
  report: Schema.optional(Schema.Struct({ days: Schema.Int, key: Schema.String })),
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

/**
 * Records the end of a mandate after its last day, and notifies both persons. Due when that day is over. `mandate` is its
 * number over the person. One that has another last day by then is left as it is.
 */
export const ExpireMandate = Schema.TaggedStruct("ExpireMandate", {
  person: Schema.String,
  mandate: Schema.Int,
  lastDay: CivilDate,
})
export type ExpireMandate = typeof ExpireMandate.Type

/** Reminds both spouses that the delegation with this number ends. Due some days before its last day is over. */
export const RemindOfDelegation = Schema.TaggedStruct("RemindOfDelegation", {
  file: Schema.String,
  delegation: Schema.Int,
})
export type RemindOfDelegation = typeof RemindOfDelegation.Type

/** Reminds both persons that a mandate ends. One that has another last day by then is left as it is. */
export const RemindOfMandate = Schema.TaggedStruct("RemindOfMandate", {
  person: Schema.String,
  mandate: Schema.Int,
  lastDay: CivilDate,
})
export type RemindOfMandate = typeof RemindOfMandate.Type

const expiries = [ExpireDraft, ExpireDelegation, ExpireMandate] as const
const orders = [SendCode, SendAnnouncement, ...expiries, RemindOfDelegation, RemindOfMandate, WarnOfAttempts] as const

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
  readonly person?: string | undefined
  readonly purpose: CodePurpose
  readonly challenge: Challenge.State
  readonly contact: SealedContact
  /** By default the language of the contact. */
  readonly language?: Language | undefined
  readonly at: number
}): ReadonlyArray<Message> => {
  const { account, at, challenge: state, contact, language = contact.language, person, purpose } = request
  const nonce = state._tag === "Open" ? state.nonces.at(-1) : undefined
  if (state._tag !== "Open" || nonce === undefined) return []
  const { challenge, nonces, until } = state
  const body: SendCode = {
    _tag: "SendCode",
    account,
    ...(person === undefined ? {} : { person }),
    purpose,
    challenge,
    nonce,
    number: nonces.length,
    contact,
    language,
    expiresAt: until,
    // A code near the end of its process works for less time than the policy says, and the message says so.
    minutes: Math.max(1, Math.floor((until - at) / 60_000)),
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
  report,
  ...announcement
}: {
  readonly id: string
  readonly account: string
  readonly contact: SealedContact
  readonly about: AnnouncementAbout
  readonly at: number
  readonly report?: SendAnnouncement["report"]
}): Message => {
  const body: SendAnnouncement = {
    _tag: "SendAnnouncement",
    ...announcement,
    ...(report === undefined ? {} : { report }),
  }
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

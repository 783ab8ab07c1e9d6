import * as Schema from "effect/Schema"

/** A sign-in with the legacy password, good for starting the wizard once. `ticket` is a hash. */
export const Invitation = Schema.Struct({ ticket: Schema.String, until: Schema.Finite })
export type Invitation = typeof Invitation.Type

/** What is kept of an account that nobody has opened yet, beside its owner. */
export const unopened = {
  invitations: Schema.Array(Invitation),
  /** The legacy password of the file opens nothing any more; another proof still does. */
  disabled: Schema.Boolean,
  /** Nor does a contact on record: it is the other one's too. */
  barred: Schema.optional(Schema.Boolean),
}

/** Enough for a person with several browsers; the oldest gives way, so that sign-ins cannot fill the storage. */
const AT_MOST = 5

/** What has to be done before a right password lets in. */
export const Requirement = Schema.Literals(["NewPassword", "NewTerms"])
export type Requirement = typeof Requirement.Type

/** A sign-in with the right password that waits for a requirement to be done. It opens that and nothing else. */
export const PendingRequirement = Schema.Struct({ ...Invitation.fields, requirement: Requirement })
export type PendingRequirement = typeof PendingRequirement.Type

/** Adds an invitation, and forgets those whose time is over. */
export const addInvitation = <I extends Invitation>(invitations: ReadonlyArray<I>, invitation: I, at: number) =>
  [...invitations.filter(({ until }) => at < until), invitation].slice(-AT_MOST)

/** Whether this ticket was given and is still good. */
export const isInvited = (invitations: ReadonlyArray<Invitation>, ticket: string, at: number): boolean =>
  invitations.some((invitation) => invitation.ticket === ticket && at < invitation.until)

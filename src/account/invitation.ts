import * as Schema from "effect/Schema"

/** A sign-in with the legacy password, good for starting the wizard once. `ticket` is a hash. */
export const Invitation = Schema.Struct({ ticket: Schema.String, until: Schema.Finite })
export type Invitation = typeof Invitation.Type

/** Enough for a person with several browsers; the oldest gives way, so that sign-ins cannot fill the storage. */
const AT_MOST = 5

/** Adds an invitation, and forgets those whose time is over. */
export const invite = (invitations: ReadonlyArray<Invitation>, invitation: Invitation, at: number) =>
  [...invitations.filter(({ until }) => at < until), invitation].slice(-AT_MOST)

/** Whether this ticket was given and is still good. */
export const isInvited = (invitations: ReadonlyArray<Invitation>, ticket: string, at: number): boolean =>
  invitations.some((invitation) => invitation.ticket === ticket && at < invitation.until)

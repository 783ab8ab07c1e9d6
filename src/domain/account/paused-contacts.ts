import type { Contacts } from "./contacts.ts"

/** The times of the contacts of a closed account stand still. `closedAt` and `at` are those of the closing and its end. */
interface Pause {
  readonly closedAt: number
  readonly at: number
}

/**
 * The contacts of an account that is open again, with the times that were left when it was closed. Otherwise an intruder
 * could close it until the contact of its owner is forgotten, and their own one recovers it. The time of a contact that an
 * agent recorded runs on: it was given for a recovery at once.
 */
export const afterPause = (contacts: Contacts, { at, closedAt }: Pause): Contacts => {
  const left = (until: number) => (until > closedAt ? until + Math.max(0, at - closedAt) : until)
  const { former, recoversFrom, replaced } = contacts
  return {
    ...contacts,
    recoversFrom: left(recoversFrom),
    former: former === null ? null : { ...former, until: left(former.until) },
    ...(replaced === undefined ? {} : { replaced: replaced.map((one) => ({ ...one, until: left(one.until) })) }),
  }
}

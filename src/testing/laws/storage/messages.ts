import type { Commit, Leased } from "../../../ports/storage.ts"

export const messageIds = (messages: Commit["messages"]) => messages.map(({ id }) => id).sort()

export const leasedIds = (leased: ReadonlyArray<Leased>) => messageIds(leased.map(({ message }) => message))

/** The attempt numbers of some leases, without repetition. */
export const attemptsOf = (leased: ReadonlyArray<Leased>) => [...new Set(leased.map(({ attempt }) => attempt))]

export const isEmpty = (list: ReadonlyArray<unknown>) => list.length === 0

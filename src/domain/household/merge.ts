/**
 * Merge: two files become one when their holders form a couple.
 *
 * The holder of the other file becomes the spouse, and its children and dependants move with them. The other file is
 * closed, for a cause of its own. A child who is in both files stays in one. Neither file may have a couple: nothing ends
 * that two persons shared.
 */
import { type CommandOf, happened } from "../state-machine/decision.ts"
import { endOfDelegation } from "./authorisation.ts"
import type { Command } from "./command.ts"
import { coupleEndDates } from "./couple.ts"
import { dateRefusal, type HouseholdDecision, latest, refuse } from "./decision.ts"
import type { Happened } from "./event.ts"
import type { Open, State } from "./file.ts"
import { joinRefusal, latestDate, members } from "./members.ts"
import { SpouseExists } from "./refusal.ts"

/** The children who are not in the file yet. A child may be in both files, one of each parent. */
const newChildren = <C extends { readonly person: string }>(file: Open, children: ReadonlyArray<C>) =>
  children.filter(({ person }) => !file.children.some((child) => child.person === person))

/** In the file that goes on: the members of the other file join it. */
export const mergeFiles = (file: Open, command: CommandOf<Command, "MergeFiles">): HouseholdDecision => {
  const { at, by, children, dependants, from, on, spouse } = command
  if (file.couple !== null) return refuse(new SpouseExists())
  const coming = newChildren(file, children)
  const refusals = [
    joinRefusal(file, spouse, { at, on }, file.holder.since, ...coupleEndDates(file)),
    ...[...coming.map(({ person }) => person), ...dependants].map((person) => joinRefusal(file, person, { at, on })),
  ]
  const refusal = refusals.find((refusal) => refusal !== null) ?? null
  return refusal === null
    ? happened({ _tag: "FilesMerged", from, spouse, children: coming, dependants, on, by, at })
    : refuse(refusal)
}

/** In the other file: its members leave it, and it is closed. */
export const mergeInto = (file: Open, { at, by, into, on }: CommandOf<Command, "MergeInto">): HouseholdDecision => {
  if (file.couple !== null) return refuse(new SpouseExists())
  const refusal = dateRefusal({ at, on }, latestDate(file))
  return refusal === null
    ? happened({ _tag: "MergedInto", into, on, by, at }, ...endOfDelegation(file, "FileClosed", by, at))
    : refuse(refusal)
}

/** The file with the members of the other one. */
export const withMergedFile = (
  file: Open,
  { children, dependants, from, on, spouse }: Happened<"FilesMerged">,
): Open => ({
  ...file,
  couple: { spouse: { person: spouse, since: on }, formed: on },
  children: [...file.children, ...children.map((child) => ({ ...child, since: on }))],
  dependants: [...file.dependants, ...dependants.map((person) => ({ person, since: on }))],
  merged: [...(file.merged ?? []), { file: from, holder: spouse }],
})

/** The file that was merged into another one. */
export const closedByMerge = (file: Open, { on }: Happened<"MergedInto">): State => ({
  _tag: "Closed",
  opened: file.opened,
  closed: on,
  former: [
    ...file.former,
    ...members(file).map(({ person, role, since }) => ({
      person,
      role,
      since,
      until: latest(on, since),
      cause: "FilesMerged" as const,
    })),
  ],
  formerCouples: file.formerCouples,
  delegation: file.delegation,
  delegations: file.delegations,
  ...(file.merged === undefined ? {} : { merged: file.merged }),
})

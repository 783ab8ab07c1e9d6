/**
 * Reopen: an agent closed a file by mistake.
 *
 * The members are in the file again from the day on which it was closed. Their couple is a new one, and nothing that
 * ended comes back. A file that a death closed opens again with the death (`UndoDeath`), and one that was merged stays
 * closed.
 */
import * as Schema from "effect/Schema"
import { civilDateAt } from "../civil-date/civil-date.ts"
import { type CommandOf, happened } from "../state-machine/decision.ts"
import type { Command } from "./command.ts"
import { type HouseholdDecision, refuse } from "./decision.ts"
import type { Happened } from "./event.ts"
import type { Open, State } from "./file.ts"
import { ClosingStands } from "./refusal.ts"

/** What was wrong. `WrongFile`: another file was to be closed. `WrongDecision`: no file was to be closed. */
export const MistakenClosing = Schema.Literals(["WrongFile", "WrongDecision"])
export type MistakenClosing = typeof MistakenClosing.Type

type Closed = Extract<State, { readonly _tag: "Closed" }>

/** `members` are those of the file before it was closed. The state has no day of birth of a former child. */
export const reopen = (file: Closed, { at, by, cause, members }: CommandOf<Command, "Reopen">): HouseholdDecision => {
  const holder = file.former.findLast(({ role }) => role === "Holder")
  const isMistakable = members !== null && holder?.cause === "FileClosed"
  return isMistakable
    ? happened({ _tag: "FileReopened", members, cause, since: file.closed, on: civilDateAt(at), by, at })
    : refuse(new ClosingStands())
}

/** The file, open again with its members. */
export const reopened = (
  { closed: _, ...past }: Closed,
  { members: { children, dependants, holder, spouse }, since }: Happened<"FileReopened">,
): Open => ({
  ...past,
  _tag: "Open",
  holder: { person: holder, since },
  couple: spouse === null ? null : { spouse: { person: spouse, since }, formed: since },
  children: children.map((child) => ({ ...child, since })),
  dependants: dependants.map((person) => ({ person, since })),
})

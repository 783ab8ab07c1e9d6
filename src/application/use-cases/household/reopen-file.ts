import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { FileMembers } from "../../../domain/household/file.ts"
import * as Household from "../../../domain/household/household.ts"
import { MistakenClosing } from "../../../domain/household/reopen.ts"
import { membersAfterReplacement } from "../../../domain/household/replace-person.ts"
import { type AggregateId, Storage } from "../../../ports/storage.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { parseFileReference } from "../../household-file/load-file.ts"
import { readCause } from "../../household-file/typed-input.ts"

const decodeEvent = Schema.decodeUnknownEffect(Household.Event)

const membersOf = ({ children, couple, dependants, holder }: Extract<Household.State, { readonly _tag: "Open" }>) => {
  const members: FileMembers = {
    holder: holder.person,
    spouse: couple?.spouse.person ?? null,
    children,
    dependants: dependants.map(({ person }) => person),
  }
  return members
}

/** The members of the file before it was last closed, as they are named now; `null` if the journal does not say. */
const membersBeforeClosing = Effect.fnUntraced(function* (file: AggregateId) {
  const storage = yield* Storage
  const events = yield* Effect.forEach(yield* storage.journal(file), (event) => Effect.orDie(decodeEvent(event)))
  let state: Household.State = Household.initial
  let members: FileMembers | null = null
  for (const event of events) {
    if (event._tag === "FileClosed" && state._tag === "Open") members = membersOf(state)
    if (event._tag === "PersonReplaced" && members !== null) members = membersAfterReplacement(members, event)
    state = Household.evolve(state, event)
  }
  return members
})

/**
 * Opens a file again that an agent closed by mistake, with the cause. It is an event of its own: nothing is edited.
 *
 * Its members are in it again from the day on which it was closed, without a gap. The couple is a new one: an authorisation
 * must be given again, an 8-digit password still opens nothing, and a contact that both have still recovers nothing. The
 * adults are notified.
 *
 * Refused with `FileIsOpen`, with `ClosingStands` for a file that a death or a merger closed, and with `InAnotherFile` if a
 * member joined another file since.
 */
export const reopenFile = Effect.fn("Agency.reopenFile")((request: AgencyInput<"reopenFile">) =>
  amendFile("ReopenFile", request, { _tag: "NoPerson" }, (_, by, at) =>
    Effect.gen(function* () {
      const cause = yield* readCause(MistakenClosing, request.cause)
      const members = yield* membersBeforeClosing(yield* parseFileReference(request.file))
      return { _tag: "Reopen", members, cause, by, at } as const
    }),
  ),
)

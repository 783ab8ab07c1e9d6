import * as Effect from "effect/Effect"
import { asAgent } from "../../caller/agent.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { FileIsClosed, FileUnknown, SameFile } from "../../contract/file-refusals.ts"
import { loadFileView, viewOf } from "../../household-file/amend-file.ts"
import {
  failWithHouseholdRefusal,
  type LoadedFile,
  parseFileReference,
  readFile,
  referenceOf,
} from "../../household-file/load-file.ts"
import { mergeSideEffects } from "../../household-file/merge-side-effects.ts"
import { readDayOrToday } from "../../household-file/typed-input.ts"
import { execute } from "../../unit-of-work/aggregate.ts"
import { planOf } from "../../unit-of-work/plan.ts"

const openState = ({ state }: LoadedFile, field?: "from") =>
  state._tag === "Open"
    ? Effect.succeed(state)
    : Effect.fail(state._tag === "Closed" ? new FileIsClosed() : new FileUnknown(field === undefined ? {} : { field }))

/**
 * Makes two files one, because their holders form a couple. `file` goes on, and `from` is closed with a cause of its own.
 *
 * In one commit the holder of `from` becomes the spouse in `file`, and its children and dependants move. A child who is in
 * both files stays in one. Both adults are notified. Personal spaces, passwords and contacts stay as they are; an
 * authorisation must be given.
 *
 * Refused with `SameFile`, with `SpouseExists` if one of the files has a couple, with `AlreadyMember` if a person is in
 * both files in another way, and with `DateTooEarly` for a day before the latest change of one of them.
 */
export const mergeFiles = Effect.fn("Agency.mergeFiles")(function* (request: AgencyInput<"mergeFiles">) {
  const id = yield* parseFileReference(request.file)
  const fromId = yield* Effect.mapError(parseFileReference(request.from), () => new FileUnknown({ field: "from" }))
  if (id === fromId) return yield* new SameFile({ field: "from" })
  const outcome = yield* asAgent(
    "MergeFiles",
    request,
    [id, fromId],
    (by, [row, fromRow], at) =>
      Effect.gen(function* () {
        const into = yield* readFile(id, row)
        const from = yield* readFile(fromId, fromRow)
        yield* openState(into)
        const { children, dependants, holder } = yield* openState(from, "from")
        const on = yield* readDayOrToday(request.on, at)
        const merged = yield* failWithHouseholdRefusal(
          execute(into, {
            _tag: "MergeFiles",
            from: referenceOf(from),
            spouse: holder.person,
            children,
            dependants: dependants.map(({ person }) => person),
            on,
            by,
            at,
          }),
        )
        const closed = yield* failWithHouseholdRefusal(
          execute(from, { _tag: "MergeInto", into: referenceOf(into), on, by, at }),
        )
        const { aggregates, messages } = yield* mergeSideEffects(
          { before: into.state, after: merged },
          { before: from.state, after: closed },
          at,
        )
        return { ...(yield* planOf([merged, closed, ...aggregates])), messages, note: holder.person, merged }
      }),
    referenceOf({ id }),
  )
  return outcome._tag === "Committed"
    ? yield* viewOf(outcome.plan.merged, outcome.plan.note)
    : yield* loadFileView(id, outcome.note ?? null)
})

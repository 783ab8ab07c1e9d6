import * as Effect from "effect/Effect"
import type { Actor } from "../../domain/delegation/actor.ts"
import * as Household from "../../domain/household/household.ts"
import { type AggregateId, Storage } from "../../ports/storage.ts"
import { type AgentRequest, asAgent } from "../caller/agent.ts"
import { FileExists, FileIsClosed, FileUnknown } from "../contract/file-refusals.ts"
import { execute, toChange, toGuard } from "../unit-of-work/aggregate.ts"
import { failWithHouseholdRefusal, type LoadedFile, parseFileReference, readFile } from "./load-file.ts"
import type { ResolvedPerson } from "./resolve-person.ts"
import { sideEffectsOf } from "./side-effects.ts"

/** A household file as the fund's agents see it. Persons are told by their ids. */
export interface FileView {
  readonly _tag: "FileView"
  readonly file: string
  /** Who is in it and who was, the couples, and the present delegation or the last one. */
  readonly household: Exclude<Household.State, { readonly _tag: "NotOpened" }>
  /** Whom the command was about: the id of somebody made on the way, above all. */
  readonly person: string | null
}

export interface AgentFileRequest extends AgentRequest {
  readonly file: string
}

const mustAccept = ({ state }: LoadedFile, { _tag }: Household.Command) => {
  if (_tag === "Open") return state._tag === "NotOpened" ? Effect.void : Effect.fail(new FileExists())
  if (state._tag === "NotOpened") return Effect.fail(new FileUnknown())
  return state._tag === "Closed" ? Effect.fail(new FileIsClosed()) : Effect.void
}

export const viewFile = Effect.fnUntraced(function* (id: AggregateId, person: string | null) {
  const storage = yield* Storage
  const { rows } = yield* storage.load([id])
  const { state } = yield* readFile(id, rows[0])
  if (state._tag === "NotOpened") return yield* new FileUnknown()
  const seen: FileView = { _tag: "FileView", file: Household.stream.keyOf(id), household: state, person }
  return seen
})

/**
 * One command of an agent on a household file: the file, the memberships of whoever joins or leaves, the authorisation
 * and the news of it are one commit.
 */
export const amendFile = Effect.fnUntraced(function* <E, R>(
  verb: string,
  asked: AgentFileRequest,
  order: (
    by: Actor,
    at: number,
  ) => Effect.Effect<{ readonly command: Household.Command; readonly about: ResolvedPerson | null }, E, R>,
) {
  const id = yield* parseFileReference(asked.file)
  const person = yield* asAgent(verb, asked, [id], (by, [row], at) =>
    Effect.gen(function* () {
      const file = yield* readFile(id, row)
      const { about, command } = yield* order(by, at)
      yield* mustAccept(file, command)
      const amended = yield* failWithHouseholdRefusal(execute(file, command))
      const { accounts, memberships, messages } = yield* sideEffectsOf(file.state, amended, [], at)
      return {
        changes: [toChange(amended), ...memberships.map(toChange), ...(about?.changes ?? [])] as const,
        // An account made now is not there to be guarded.
        guards: accounts.map(toGuard),
        claims: about?.claims,
        messages,
        note: about?.person,
      }
    }),
  )
  return yield* viewFile(id, person ?? null)
})

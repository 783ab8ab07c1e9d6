import * as Effect from "effect/Effect"
import type { Actor } from "../../domain/delegation/actor.ts"
import type * as Household from "../../domain/household/household.ts"
import { type AggregateId, type Message, type Owner, type Row, Storage } from "../../ports/storage.ts"
import { type AgentActor, type AgentRequest, asAgent } from "../caller/agent.ts"
import { FileExists, FileIsClosed, FileIsOpen, FileUnknown, PersonUnknown } from "../contract/file-refusals.ts"
import { type AnyAggregate, execute } from "../unit-of-work/aggregate.ts"
import { planOf } from "../unit-of-work/plan.ts"
import { failWithHouseholdRefusal, type LoadedFile, parseFileReference, readFile, referenceOf } from "./load-file.ts"
import { createPerson, foundPerson, newPerson, readPersonReference, readsOfPerson } from "./resolve-person.ts"
import { sideEffectsOf } from "./side-effects.ts"

/** A household file as an agent of the fund sees it. Persons are given by their ids. */
export interface FileView {
  readonly _tag: "FileView"
  readonly file: string
  /** The current and former members and couples, and the current delegation or the last one. */
  readonly household: Exclude<Household.State, { readonly _tag: "NotOpened" }>
  /** The person that the command was about. If the command created the person, this is their id. */
  readonly person: string | null
}

export interface AgentFileRequest extends AgentRequest {
  readonly file: string
}

/** The person that a command is about, as the agent gave them. `KnownOrNew` creates a person for an unknown number. */
export type Subject =
  | { readonly _tag: "NoPerson" }
  | { readonly _tag: "NewPerson" }
  | { readonly _tag: "Known" | "KnownOrNew"; readonly input: unknown }

const mustAccept = ({ state }: LoadedFile, { _tag }: Household.Command) => {
  if (_tag === "Open") return state._tag === "NotOpened" ? Effect.void : Effect.fail(new FileExists())
  if (state._tag === "NotOpened") return Effect.fail(new FileUnknown())
  if (_tag === "Reopen") return state._tag === "Closed" ? Effect.void : Effect.fail(new FileIsOpen())
  // A death that closed the file may have been recorded by mistake.
  return state._tag === "Closed" && _tag !== "UndoDeath" ? Effect.fail(new FileIsClosed()) : Effect.void
}

/** The file as an agent sees it. */
export const viewOf = (file: LoadedFile, person: string | null): Effect.Effect<FileView, FileUnknown> =>
  file.state._tag === "NotOpened"
    ? Effect.fail(new FileUnknown())
    : Effect.succeed({ _tag: "FileView", file: referenceOf(file), household: file.state, person })

/** Loads a file for an agent. */
export const loadFileView = Effect.fnUntraced(function* (id: AggregateId, person: string | null) {
  const storage = yield* Storage
  const { rows } = yield* storage.load([id])
  return yield* viewOf(yield* readFile(id, rows[0]), person)
})

const NO_READS = { aggregates: [], keys: undefined }

/** What finds the subject: the reads of the first round trip, and the person from what they return. */
const lookUp = Effect.fnUntraced(function* (subject: Subject) {
  if (subject._tag === "NoPerson") return { reads: NO_READS, find: () => Effect.succeed(null) }
  if (subject._tag === "NewPerson") return { reads: NO_READS, find: () => newPerson }
  const reference = yield* readPersonReference(subject.input)
  return {
    reads: readsOfPerson(reference),
    find: (rows: ReadonlyArray<Row>, owner: Owner | null, at: number) => {
      const found = foundPerson(reference, rows, owner)
      if (found !== null) return Effect.succeed(found)
      return subject._tag === "KnownOrNew" ? createPerson(reference, at) : Effect.fail(new PersonUnknown())
    },
  }
})

/** A command on a file, as it was decided. */
export interface Amendment {
  readonly person: string
  /** The file after the command. */
  readonly file: LoadedFile
  readonly by: AgentActor
  readonly at: number
}

/** What else one command commits. */
interface Also {
  readonly aggregates: ReadonlyArray<AnyAggregate>
  readonly messages: ReadonlyArray<Message>
}

const nothingElse = (): Effect.Effect<Also> => Effect.succeed({ aggregates: [], messages: [] })

/**
 * Runs one command of an agent on a household file. One commit changes the file, the memberships of every person who
 * joins or leaves it, and the outbox.
 *
 * It makes three round trips: it reads the file and the subject, then what depends on the decision, then commits.
 */
export const amendFile = Effect.fnUntraced(function* <E, R, E2 = never, R2 = never>(
  verb: string,
  request: AgentFileRequest,
  subject: Subject,
  toCommand: (person: string, by: Actor, at: number) => Effect.Effect<Household.Command, E, R>,
  also: (amendment: Amendment) => Effect.Effect<Also, E2, R2> = nothingElse,
) {
  const id = yield* parseFileReference(request.file)
  const { find, reads } = yield* lookUp(subject)
  const outcome = yield* asAgent(
    verb,
    request,
    { aggregates: [id, ...reads.aggregates], keys: reads.keys },
    (by, [row, ...personRows], at, owner) =>
      Effect.gen(function* () {
        const file = yield* readFile(id, row)
        const about = yield* find(personRows, owner, at)
        const command = yield* toCommand(about?.person ?? "", by, at)
        yield* mustAccept(file, command)
        const amended = yield* failWithHouseholdRefusal(execute(file, command))
        // Both read at the same time: neither needs what the other reads.
        const [{ aggregates, messages }, more] = yield* Effect.all(
          [sideEffectsOf(file.state, amended, [], at), also({ person: about?.person ?? "", file: amended, by, at })],
          { concurrency: 2 },
        )
        const writes = yield* planOf([amended, ...aggregates, ...(about?.created ?? []), ...more.aggregates])
        return {
          ...writes,
          claims: about?.claims,
          messages: [...messages, ...more.messages],
          note: about?.person,
          amended,
        }
      }),
    referenceOf({ id }),
  )
  return outcome._tag === "Committed"
    ? yield* viewOf(outcome.plan.amended, outcome.plan.note ?? null)
    : yield* loadFileView(id, outcome.note ?? null)
})

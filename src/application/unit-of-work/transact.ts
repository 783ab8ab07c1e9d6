import * as Clock from "effect/Clock"
import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Schema from "effect/Schema"
import {
  type AggregateId,
  type Commit,
  type Json,
  type Owner,
  type Row,
  Storage,
  type UniqueKeys,
} from "../../ports/storage.ts"
import { CommandIdRefused, TryLater } from "../contract/refusals.ts"
import { recordState as toldMessage } from "./outbox-state.ts"
import { Wake } from "./wake.ts"

/** All that follows from one command, before it is kept. `refusal` is its answer where it is a refusal all the same. */
export interface Plan<Refusal> {
  readonly changes: Commit["changes"]
  readonly guards?: Commit["guards"] | undefined
  readonly claims?: Commit["claims"] | undefined
  readonly releases?: Commit["releases"]
  readonly messages?: Commit["messages"] | undefined
  readonly refusal?: Refusal | undefined
  /** What whoever asks again is told besides: an id made on the way, never a secret. */
  readonly note?: string | undefined
}

/** How a command ended: its plan was kept now, or had been kept before. */
export type Committed<P> =
  | { readonly _tag: "Now"; readonly plan: P }
  | { readonly _tag: "Before"; readonly note: string | undefined }

/** Somebody else wrote meanwhile, or the storage went silent around the commit. */
class StartOver extends Data.TaggedError("StartOver") {}

const TIMES = 5

/** Half a surrogate pair. */
const HALF = /\p{Cs}/u

/**
 * Whether a caller may name a command so. NUL no database holds; and of half a surrogate pair UTF-8 makes what it makes of
 * any other half, so that one command would be taken for another.
 */
export const isCommandId = (id: unknown): id is string =>
  typeof id === "string" && id.length >= 1 && id.length <= 100 && !id.includes("\0") && !HALF.test(id)

/** An account before it, and a file, as `commandOf` puts them there. */
const SCOPE = /^[0-9a-f-]{36}(?:\/[A-Za-z0-9._-]{1,64})?:/

const isScoped = (id: unknown) => {
  const scope = typeof id === "string" ? SCOPE.exec(id) : null
  return scope !== null && isCommandId(scope.input.slice(scope[0].length))
}

/**
 * A person's command as it is kept: by the name they gave it, or a fresh one, with their account before it, and the file
 * it is on. Another's of the same name is another command, also where it changes what several people share, such as what
 * may be sent to a contact. So is one's own on another file: with it goes what is the person's whatever the file, such as
 * the use of the session.
 */
export const commandOf = Effect.fnUntraced(function* (account: string, given: unknown, file?: string) {
  const random = yield* SecureRandom.SecureRandom
  const command = given ?? (yield* random.uuidV4())
  if (!isCommandId(command)) return yield* new CommandIdRefused()
  return file === undefined ? `${account}:${command}` : `${account}/${file}:${command}`
})

/** What a command of this verb was told, as kept: done, or refused and how. */
const Recorded = Schema.TaggedUnion({
  Done: { verb: Schema.String, note: Schema.optional(Schema.String) },
  Refused: { verb: Schema.String, refusal: Schema.Unknown },
})

/**
 * Reads aggregates, decides, and keeps all that follows in one commit, or nothing.
 *
 * A conflict starts over from the read, so a decision is never taken on a stale state: at most 5 times, with jitter,
 * then `TryLater`. When the storage goes silent around the commit, the command id is looked up: what was kept is
 * not done twice.
 */
export const transact = <P extends Plan<Refusal>, Refusal, Encoded extends Json, E, R>(
  command: {
    readonly verb: string
    readonly commandId: string
    readonly aggregates: ReadonlyArray<AggregateId>
    /** Unique keys whose owner is read besides. */
    readonly keys?: UniqueKeys
    readonly Refusal: Schema.Codec<Refusal, Encoded>
    /** Whether who asks may be told what was answered before. */
    readonly mayBeTold: (rows: ReadonlyArray<Row>) => Effect.Effect<void, E, R>
  },
  decide: (rows: ReadonlyArray<Row>, at: number, owner: Owner | null) => Effect.Effect<P, E, R>,
): Effect.Effect<Committed<P>, E | Refusal | CommandIdRefused | TryLater, R | Storage | Wake> =>
  Effect.gen(function* () {
    if (!isCommandId(command.commandId) && !isScoped(command.commandId)) return yield* new CommandIdRefused()
    const storage = yield* Storage
    const nudge = yield* Wake
    const toldBefore = (answer: Json) =>
      Effect.gen(function* () {
        const recorded = yield* Effect.orDie(Schema.decodeUnknownEffect(Recorded)(answer))
        if (recorded.verb !== command.verb) return yield* new CommandIdRefused()
        if (recorded._tag === "Done") return { _tag: "Before", note: recorded.note } as const
        return yield* Effect.flatMap(
          Effect.orDie(Schema.decodeUnknownEffect(command.Refusal)(recorded.refusal)),
          (refusal) => Effect.fail(refusal),
        )
      })
    const once = Effect.gen(function* () {
      const { aggregates, commandId, keys } = command
      const { answer, owner, rows } =
        keys === undefined
          ? { ...(yield* storage.load(aggregates, commandId)), owner: null }
          : yield* storage.loadOwner(keys, aggregates, commandId)
      if (answer !== null) {
        yield* command.mayBeTold(rows)
        return yield* toldBefore(answer)
      }
      const at = yield* Clock.currentTimeMillis
      const plan = yield* decide(rows, at, owner)
      const { changes, claims = [], guards = [], messages = [], note, refusal } = plan
      const told: typeof Recorded.Type =
        refusal === undefined
          ? { _tag: "Done", verb: command.verb, ...(note === undefined ? {} : { note }) }
          : { _tag: "Refused", verb: command.verb, refusal: Schema.encodeSync(command.Refusal)(refusal) }
      const held = { claims, releases: plan.releases }
      const outcome = yield* storage.commit({ commandId, at, changes, ...held, guards, messages, answer: told })
      if (outcome._tag === "Conflict") return yield* new StartOver()
      if (outcome._tag === "AlreadyApplied") return yield* toldBefore(outcome.answer)
      for (const message of messages) yield* toldMessage("queued", message)
      if (messages.length > 0) yield* nudge.wake
      return refusal === undefined ? ({ _tag: "Now", plan } as const) : yield* Effect.fail(refusal)
    })
    const attempt = (time: number): Effect.Effect<Committed<P>, E | Refusal | CommandIdRefused | TryLater, R> =>
      once.pipe(
        Effect.catchTag(["StartOver", "StorageDown"], () =>
          time >= TIMES
            ? Effect.fail(new TryLater())
            : Effect.flatMap(Random.next, (share) =>
                Effect.andThen(Effect.sleep(Duration.millis(share * 4 ** time)), attempt(time + 1)),
              ),
        ),
      )
    return yield* attempt(1)
  })

import * as Effect from "effect/Effect"
import { TryLater } from "./contract/refusals.ts"

const portsDown = [
  "StorageDown",
  "KeysDown",
  "HasherBusy",
  "LegacyDown",
  "TermsDown",
  "IdentityDown",
  "IssuerDown",
] as const

/** A port that does not answer. The caller gets `TryLater` for each of them. */
interface PortDown {
  readonly _tag: (typeof portsDown)[number]
}

/** A verb as users call it: its dependencies are provided. */
export type BoundVerb<F> = F extends (...input: infer Input) => Effect.Effect<infer Answer, infer Refusal, infer _R>
  ? (...input: Input) => Effect.Effect<Answer, Exclude<Refusal, PortDown> | TryLater>
  : never

const isPortDown = (refusal: unknown): refusal is PortDown =>
  typeof refusal === "object" && refusal !== null && "_tag" in refusal && portsDown.some((tag) => tag === refusal._tag)

/** Untyped callers may pass any value. A missing field is then refused by the verb, like a wrong one. */
const asRecord = (input: unknown): object => (typeof input === "object" && input !== null ? input : {})

type VerbOf<Dependencies> = (input: never) => Effect.Effect<unknown, unknown, Dependencies>

/** Binds verbs to their dependencies. */
export const bindVerbs = <Dependencies>(verbs: Readonly<Record<string, VerbOf<Dependencies>>>) =>
  Effect.map(Effect.context<Dependencies>(), (context) =>
    Object.fromEntries(
      Object.entries(verbs).map(([name, verb]) => [
        name,
        (input: unknown) =>
          verb(asRecord(input) as never).pipe(
            Effect.catchIf(isPortDown, () => Effect.fail(new TryLater())),
            Effect.provide(context),
          ),
      ]),
    ),
  )

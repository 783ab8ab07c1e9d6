import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import { checkFreeTexts, type FreeTextField, type PersonalDataRefused } from "./contract/free-text.ts"
import { checkedPolicies, withCheckedPolicies } from "./contract/policies.ts"
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

/** The refusal of a verb whose input has a free text. */
type FreeTextRefusal<Input> = Input extends readonly [infer Request]
  ? Extract<keyof Request, FreeTextField> extends never
    ? never
    : PersonalDataRefused
  : never

/** A verb as users call it: its dependencies are provided, and its free texts are checked. */
export type BoundVerb<F> = F extends (...input: infer Input) => Effect.Effect<infer Answer, infer Refusal, infer _R>
  ? (...input: Input) => Effect.Effect<Answer, Exclude<Refusal, PortDown> | TryLater | FreeTextRefusal<Input>>
  : never

const isPortDown = (refusal: unknown): refusal is PortDown =>
  typeof refusal === "object" && refusal !== null && "_tag" in refusal && portsDown.some((tag) => tag === refusal._tag)

/** The declared inputs of the verbs, by name. A verb without one takes no input. */
type Inputs = Readonly<Record<string, { readonly fields: Readonly<Record<string, unknown>> }>>

/**
 * The declared fields of an input. Untyped callers may pass any value. A missing field is then refused by the verb, like
 * a wrong one. A field that the verb does not declare is dropped: it must not make two equal commands differ.
 */
const declared = (inputs: Inputs, verb: string, input: unknown): object => {
  if (typeof input !== "object" || input === null) return {}
  const given = input as Readonly<Record<string, unknown>>
  const names = Object.hasOwn(inputs, verb) ? Object.keys(inputs[verb]?.fields ?? {}) : []
  return Object.fromEntries(names.map((name) => [name, given[name]]))
}

const tryLater = Metric.counter("mon_compte_try_later", {
  description: "Calls that ended in TryLater, by verb and cause. The cause HasherBusy is a flood of passwords.",
  incremental: true,
})

/** Counts a call that a port could not serve. No log line: a flood of calls would be a flood of lines. */
const recordTryLater = (verb: string, { _tag: cause }: PortDown): Effect.Effect<void> =>
  Metric.update(Metric.withAttributes(tryLater, { verb, cause }), 1)

type VerbOf<Dependencies> = (input: never) => Effect.Effect<unknown, unknown, Dependencies>

/**
 * Binds verbs to their dependencies. No verb sees an input with personal data in a free text. Invalid policies are a
 * defect at once, and again if a call provides others.
 */
export const bindVerbs = <Dependencies>(verbs: Readonly<Record<string, VerbOf<Dependencies>>>, inputs: Inputs) =>
  Effect.map(Effect.andThen(checkedPolicies, Effect.context<Dependencies>()), (context) =>
    Object.fromEntries(
      Object.entries(verbs).map(([name, verb]) => [
        name,
        (input: unknown) => {
          const request = declared(inputs, name, input)
          return Effect.andThen(checkFreeTexts(request), verb(request as never)).pipe(
            withCheckedPolicies,
            Effect.catchIf(isPortDown, (down) =>
              Effect.andThen(recordTryLater(name, down), Effect.fail(new TryLater())),
            ),
            Effect.provide(context),
          )
        },
      ]),
    ),
  )

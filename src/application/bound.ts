import * as Effect from "effect/Effect"
import { TryLater } from "./contract/refusals.ts"

/** A port that does not answer. To the person it is all one: try later. */
interface PortDown {
  readonly _tag: "StorageDown" | "KeysDown" | "HasherBusy" | "LegacyDown" | "TermsDown" | "IdentityDown" | "IssuerDown"
}

/** A verb as users call it: what it needs is there already. */
export type Bound<F> = F extends (...asked: infer Asked) => Effect.Effect<infer Answer, infer Refusal, infer _R>
  ? (...asked: Asked) => Effect.Effect<Answer, Exclude<Refusal, PortDown> | TryLater>
  : never

const PORTS_DOWN = ["StorageDown", "KeysDown", "HasherBusy", "LegacyDown", "TermsDown", "IdentityDown", "IssuerDown"]

const isPortDown = (refusal: unknown): refusal is PortDown =>
  typeof refusal === "object" && refusal !== null && "_tag" in refusal && PORTS_DOWN.includes(String(refusal._tag))

/** Untyped callers may pass anything: a field that is missing is refused by the verb, like any wrong one. */
const asRecord = (asked: unknown): object => (typeof asked === "object" && asked !== null ? asked : {})

type VerbOf<Inside> = (asked: never) => Effect.Effect<unknown, unknown, Inside>

/** Verbs over all they need. */
export const bound = <Inside>(verbs: Readonly<Record<string, VerbOf<Inside>>>) =>
  Effect.map(Effect.context<Inside>(), (context) =>
    Object.fromEntries(
      Object.entries(verbs).map(([name, verb]) => [
        name,
        (asked: unknown) =>
          verb(asRecord(asked) as never).pipe(
            Effect.catchIf(isPortDown, () => Effect.fail(new TryLater())),
            Effect.provide(context),
          ),
      ]),
    ),
  )

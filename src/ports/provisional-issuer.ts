import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** No identifier can be issued now. */
export class IssuerDown extends Schema.TaggedError<IssuerDown>()("IssuerDown", {}) {
  override get message(): string {
    return "No provisional identifier can be issued now."
  }
}

/** Issues provisional identifiers. An identifier is never issued twice. */
export class ProvisionalIssuer extends Context.Service<
  ProvisionalIssuer,
  {
    readonly issue: Effect.Effect<string, IssuerDown>
  }
>()("mon-compte/ports/ProvisionalIssuer") {}

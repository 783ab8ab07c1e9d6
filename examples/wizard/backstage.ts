import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Agency } from "mon-compte"
import type { MemoryTerms } from "mon-compte/adapters/memory"
import { receiveCertainNews } from "./receiving.ts"
import { terms } from "./terms.ts"
import { Visitor } from "./visitor.ts"
import { wordings } from "./wording.ts"

/** What the fund does while nobody is at the screen. */
export class Backstage extends Context.Service<
  Backstage,
  {
    /** Puts the next version of the terms in force, and tells which. */
    readonly publishTerms: Effect.Effect<string>
    readonly declareCompromised: Agency["Service"]["declareCompromised"]
  }
>()("examples/Backstage") {
  static readonly over = (register: MemoryTerms) =>
    Layer.effect(
      Backstage,
      Effect.map(Agency, ({ declareCompromised }) => {
        let published = 1
        return {
          declareCompromised,
          publishTerms: Effect.sync(() => {
            published += 1
            const version = terms.version.replace(/\d+$/, String(published).padStart(2, "0"))
            register.publish({ ...terms, version })
            return version
          }),
        }
      }),
    )
}

/** One thing that happens between two sign-ins. */
export const backstage = Effect.gen(function* () {
  const { declareCompromised, publishTerms } = yield* Backstage
  const { fill, language, press, show } = yield* Visitor
  const wording = wordings[language]
  yield* show(wording.backstage)
  switch (yield* press(["PublishTerms", "FindOut", "GoBack"])) {
    case "PublishTerms":
      return yield* show(wording.published(yield* publishTerms))
    case "FindOut":
      yield* declareCompromised({ agent: "agent-12", person: yield* fill("identifier") })
      yield* show(wording.foundOut)
      return yield* receiveCertainNews
    case "GoBack":
      return
  }
})

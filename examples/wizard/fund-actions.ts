import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Agency } from "mon-compte"
import type { MemoryTerms } from "mon-compte/adapters/memory"
import { fundWordings } from "./fund-wording.ts"
import { showExpectedAnnouncements } from "./show-messages.ts"
import { terms } from "./terms.ts"
import { Visitor } from "./visitor.ts"

/** Actions of the fund between two sign-ins. */
export class Fund extends Context.Service<
  Fund,
  {
    /** Publishes a new version of the terms, and returns the version. */
    readonly publishTerms: Effect.Effect<string>
    readonly declareCompromised: Agency["Service"]["declareCompromised"]
    readonly restoreAccess: Agency["Service"]["restoreAccess"]
  }
>()("examples/Fund") {
  static readonly layer = (register: MemoryTerms) =>
    Layer.effect(
      Fund,
      Effect.map(Agency, ({ declareCompromised, restoreAccess }) => {
        let published = 1
        return {
          declareCompromised,
          restoreAccess,
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

const agent = "agent-12"

/** Runs one action of the fund. */
export const fundActions = Effect.gen(function* () {
  const { declareCompromised, publishTerms, restoreAccess } = yield* Fund
  const { fill, language, press, show } = yield* Visitor
  const wording = fundWordings[language]
  yield* show(wording.actions)
  switch (yield* press(["PublishTerms", "DeclareCompromised", "RestoreAccess", "GoBack"])) {
    case "PublishTerms":
      return yield* show(wording.termsPublished(yield* publishTerms))
    case "DeclareCompromised":
      yield* declareCompromised({ agent, person: yield* fill("identifier") })
      yield* show(wording.compromiseDeclared)
      return yield* showExpectedAnnouncements
    case "RestoreAccess": {
      const person = yield* fill("identifier")
      yield* restoreAccess({ agent, person, contact: yield* fill("contact"), language })
      yield* show(wording.accessRestored)
      return yield* showExpectedAnnouncements
    }
    case "GoBack":
      return
  }
})

import * as Effect from "effect/Effect"
import { MonCompte } from "mon-compte"
import { tell } from "./telling.ts"
import { Visitor } from "./visitor.ts"
import { wizard } from "./wizard.ts"
import { wordings } from "./wording.ts"

/** The sign-in page, and where it leads: into the personal space, or into the wizard and back. Until the visitor quits. */
export const visit = Effect.gen(function* () {
  const { signIn } = yield* MonCompte
  const { fill, language, press, show } = yield* Visitor
  const wording = wordings[language]
  let refused = false
  for (;;) {
    if (!refused) yield* show(wording.signIn)
    const identifier = yield* fill("identifier")
    const password = yield* fill("password")
    if ((yield* press(["SignIn", "Quit"])) === "Quit") return
    const answer = yield* signIn({ identifier, password }).pipe(
      Effect.catch((refusal) => Effect.as(tell(refusal), { _tag: "Refused" } as const)),
    )
    refused = answer._tag === "Refused"
    if (answer._tag === "SignedIn") {
      yield* show(wording.welcome)
      if ((yield* press(["SignOut", "Quit"])) === "Quit") return
    }
    if (answer._tag === "MigrationRequired") {
      yield* show(wording.announcement(answer.steps))
      if ((yield* press(["Begin", "Later"])) === "Begin") {
        yield* Effect.catch(wizard(answer.ticket), tell)
      }
    }
  }
})

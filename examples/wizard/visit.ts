import * as Effect from "effect/Effect"
import { MonCompte } from "mon-compte"
import { creation } from "./creation.ts"
import { forgotten } from "./forgotten.ts"
import { space } from "./space.ts"
import { tell } from "./telling.ts"
import { Visitor } from "./visitor.ts"
import { wizard } from "./wizard.ts"
import { wordings } from "./wording.ts"

/** What was typed opens nothing: said, and asked for again. */
const REFUSED = { _tag: "Refused" } as const

/** The sign-in page, and where it leads: into the personal space, or into the wizard and back. Until the visitor quits. */
export const visit = Effect.gen(function* () {
  const { signIn } = yield* MonCompte
  const { fill, language, press, refuse, show } = yield* Visitor
  const wording = wordings[language]
  let refused = false
  for (;;) {
    if (!refused) yield* show(wording.signIn)
    const identifier = yield* fill("identifier")
    const password = yield* fill("password")
    const button = yield* press(["SignIn", "Forgotten", "Create", "Quit"])
    refused = false
    if (button === "Quit") return
    if (button === "Forgotten") yield* Effect.catch(forgotten(identifier), tell)
    if (button === "Create") yield* Effect.catch(creation(identifier), tell)
    if (button !== "SignIn") continue
    const answer = yield* Effect.catch(signIn({ identifier, password }), (refusal) => Effect.as(tell(refusal), REFUSED))
    switch (answer._tag) {
      case "Refused":
        refused = true
        break
      case "SignedIn": {
        const left = yield* Effect.catch(space(answer.session), tell)
        if (left === "Quit") return
        break
      }
      case "MigrationRequired":
        yield* show(wording.announcement(answer.steps))
        if ((yield* press(["Begin", "Later"])) === "Begin") yield* Effect.catch(wizard(answer.ticket), tell)
        break
      // Nobody here raises the rules, finds a password out or writes newer terms.
      case "MustChangePassword":
      case "TermsRequired":
        yield* refuse(wording.notInThisDemonstration, [])
    }
  }
})

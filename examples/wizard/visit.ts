import * as Effect from "effect/Effect"
import { MonCompte } from "mon-compte"
import { backstage } from "./backstage.ts"
import { creation } from "./creation.ts"
import { newerTerms, replacement } from "./duties.ts"
import { forgotten } from "./forgotten.ts"
import type { Browser } from "./own.ts"
import { space } from "./space.ts"
import { tell } from "./telling.ts"
import { Visitor } from "./visitor.ts"
import { wizard } from "./wizard.ts"
import { wordings } from "./wording.ts"

/** What was typed opens nothing: said, and asked for again. */
const REFUSED = { _tag: "Refused" } as const

const quiet = () => Effect.succeed(null)

/** The sign-in page; where the browser remembers somebody, with whom. */
const open = Effect.fnUntraced(function* (browser: Browser) {
  const { rememberedIdentifier } = yield* MonCompte
  const { language, show } = yield* Visitor
  const wording = wordings[language]
  const { device } = browser
  const known = device === null ? null : yield* Effect.catch(rememberedIdentifier({ device }), quiet)
  if (known === null) browser.device = null
  yield* show(known === null ? wording.signIn : wording.signInAgain(known.identifier))
})

/** What is typed, or whom the browser remembers where nothing is, and signs in: a session, if it leads so far. */
const enter = Effect.fnUntraced(function* (identifier: string, password: string) {
  const { signIn } = yield* MonCompte
  const { language, press, show } = yield* Visitor
  const answer = yield* Effect.catch(signIn({ identifier, password }), (refusal) => Effect.as(tell(refusal), REFUSED))
  switch (answer._tag) {
    case "Refused":
      return REFUSED
    case "SignedIn":
      return answer.session
    case "MigrationRequired":
      yield* show(wordings[language].announcement(answer.steps))
      if ((yield* press(["Begin", "Later"])) === "Begin") yield* Effect.catch(wizard(answer.ticket), tell)
      return null
    case "MustChangePassword":
      yield* Effect.catch(replacement(answer), tell)
      return null
    case "TermsRequired":
      return yield* Effect.catch(newerTerms(answer), (refusal) => Effect.as(tell(refusal), null))
  }
})

/** The sign-in page, and where it leads: into the personal space, or elsewhere and back. Until the visitor quits. */
export const visit = Effect.gen(function* () {
  const { forgetDevice } = yield* MonCompte
  const { fill, press } = yield* Visitor
  const browser: Browser = { device: null }
  let refused = false
  for (;;) {
    if (!refused) yield* open(browser)
    refused = false
    const { device } = browser
    const identifier = yield* fill("identifier")
    const password = yield* fill("password")
    const button = yield* press([
      "SignIn",
      "Forgotten",
      "Create",
      ...(device === null ? [] : ["ForgetDevice" as const]),
      "Backstage",
      "Quit",
    ])
    if (button === "Quit") return
    if (button === "Forgotten") yield* Effect.catch(forgotten(identifier), tell)
    if (button === "Create") yield* Effect.catch(creation(identifier), tell)
    if (button === "Backstage") yield* Effect.catch(backstage, tell)
    if (button === "ForgetDevice" && device !== null) {
      yield* Effect.catch(forgetDevice({ device }), tell)
      browser.device = null
    }
    if (button !== "SignIn") continue
    const session = yield* enter(identifier.trim() === "" ? (device ?? identifier) : identifier, password)
    if (session === REFUSED) refused = true
    if (typeof session !== "string") continue
    if ((yield* Effect.catch(space(session, browser), tell)) === "Quit") return
  }
})

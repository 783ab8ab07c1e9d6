import * as Effect from "effect/Effect"
import { MonCompte } from "mon-compte"
import { createAccountScreens } from "./account-creation.ts"
import type { BrowserState } from "./account-settings.ts"
import { recoverPassword } from "./forgotten-password.ts"
import { fundActions } from "./fund-actions.ts"
import { acceptRequiredTerms, replaceRequiredPassword } from "./pending-requirements.ts"
import { personalSpace } from "./personal-space.ts"
import { showRefusal } from "./refusals.ts"
import { Visitor } from "./visitor.ts"
import { wizard } from "./wizard.ts"
import { wordings } from "./wording.ts"

/** The sign-in was refused. The form stays on the screen. */
const REFUSED = { _tag: "Refused" } as const

const toNull = () => Effect.succeed(null)

/** Shows the sign-in page, with the masked identifier if the browser remembers one. */
const showSignInPage = Effect.fnUntraced(function* (browser: BrowserState) {
  const { rememberedIdentifier } = yield* MonCompte
  const { language, show } = yield* Visitor
  const wording = wordings[language]
  const { device } = browser
  const remembered = device === null ? null : yield* Effect.catch(rememberedIdentifier({ device }), toNull)
  if (remembered === null) browser.device = null
  yield* show(remembered === null ? wording.signIn : wording.signInAgain(remembered.identifier))
})

/** Signs in and shows the screens that the sign-in requires. Returns the session, or `null` if there is none. */
const signInAndContinue = Effect.fnUntraced(function* (identifier: string, password: string) {
  const { signIn } = yield* MonCompte
  const { language, press, show } = yield* Visitor
  const answer = yield* Effect.catch(signIn({ identifier, password }), (refusal) =>
    Effect.as(showRefusal(refusal), REFUSED),
  )
  switch (answer._tag) {
    case "Refused":
      return REFUSED
    case "SignedIn":
      return answer.session
    case "MigrationRequired":
      yield* show(wordings[language].announcement(answer.steps))
      if ((yield* press(["Begin", "Later"])) === "Begin") yield* Effect.catch(wizard(answer.ticket), showRefusal)
      return null
    case "MustChangePassword":
      yield* Effect.catch(replaceRequiredPassword(answer), showRefusal)
      return null
    case "TermsRequired":
      return yield* Effect.catch(acceptRequiredTerms(answer), (refusal) => Effect.as(showRefusal(refusal), null))
  }
})

/** The sign-in page and all screens behind it, until the visitor quits. */
export const visit = Effect.gen(function* () {
  const { forgetDevice } = yield* MonCompte
  const { fill, press } = yield* Visitor
  const browser: BrowserState = { device: null }
  let isRefused = false
  for (;;) {
    if (!isRefused) yield* showSignInPage(browser)
    isRefused = false
    const { device } = browser
    const identifier = yield* fill("identifier")
    const password = yield* fill("password")
    const button = yield* press([
      "SignIn",
      "Forgotten",
      "Create",
      ...(device === null ? [] : ["ForgetDevice" as const]),
      "FundActions",
      "Quit",
    ])
    if (button === "Quit") return
    if (button === "Forgotten") yield* Effect.catch(recoverPassword(identifier), showRefusal)
    if (button === "Create") yield* Effect.catch(createAccountScreens(identifier), showRefusal)
    if (button === "FundActions") yield* Effect.catch(fundActions, showRefusal)
    if (button === "ForgetDevice" && device !== null) {
      yield* Effect.catch(forgetDevice({ device }), showRefusal)
      browser.device = null
    }
    if (button !== "SignIn") continue
    const session = yield* signInAndContinue(identifier.trim() === "" ? (device ?? identifier) : identifier, password)
    if (session === REFUSED) isRefused = true
    if (typeof session !== "string") continue
    if ((yield* Effect.catch(personalSpace(session, browser), showRefusal)) === "Quit") return
  }
})

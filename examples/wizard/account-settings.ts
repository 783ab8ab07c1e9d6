import * as Effect from "effect/Effect"
import { defaultPolicies, MonCompte } from "mon-compte"
import { hints } from "mon-compte/password"
import { retryUntilAccepted } from "./refusals.ts"
import { showAnnouncements, showCodeMessage, showExpectedAnnouncements } from "./show-messages.ts"
import { Visitor } from "./visitor.ts"
import { wordings } from "./wording.ts"

/** What a browser stores between two visits, in a cookie. */
export interface BrowserState {
  /** The device token of `rememberMe`. */
  device: string | null
}

/** Changes the password, which ends every session, also this one. Returns whether the password was changed. */
const changePassword = Effect.fnUntraced(function* (session: string) {
  const monCompte = yield* MonCompte
  const { fill, language, press, show } = yield* Visitor
  const wording = wordings[language]
  yield* show(wording.newPassword(hints(defaultPolicies.password).help[language]))
  const changed = yield* retryUntilAccepted(
    Effect.gen(function* () {
      const current = yield* fill("current")
      const password = yield* fill("newPassword")
      const confirmation = yield* fill("confirmation")
      if ((yield* press(["Confirm", "Cancel"])) === "Cancel") return null
      return yield* monCompte.changePassword({ session, current, password, confirmation })
    }),
  )
  if (changed === null) return false
  yield* show(wording.passwordChanged)
  yield* showExpectedAnnouncements
  return true
})

/** Changes the contact after a code proves it. The former contact receives an announcement. */
const changeContact = Effect.fnUntraced(function* (session: string) {
  const monCompte = yield* MonCompte
  const { fill, language, press, showError, show } = yield* Visitor
  const wording = wordings[language]
  const { contact: former } = yield* monCompte.whoAmI({ session })
  yield* show(wording.newContact)
  const sent = yield* retryUntilAccepted(
    Effect.gen(function* () {
      const contact = yield* fill("contact")
      const current = yield* fill("current")
      if ((yield* press(["SendCode", "Cancel"])) === "Cancel") return null
      return yield* monCompte.changeContact({ session, current, contact, language })
    }),
  )
  if (sent?._tag !== "ContactCodeSent") return
  yield* show(wording.contactCode(sent))
  if (!(yield* showCodeMessage)) yield* showError(wording.nothingArrived, [])
  const changed = yield* retryUntilAccepted(
    Effect.gen(function* () {
      const code = yield* fill("code")
      return (yield* press(["Confirm", "Cancel"])) === "Cancel"
        ? null
        : yield* monCompte.confirmContact({ session, code })
    }),
  )
  if (changed === null) return
  yield* show(wording.contactChanged(changed))
  // A contact that is proved again causes no announcement.
  yield* changed.contact === former ? showAnnouncements : showExpectedAnnouncements
})

const showSessions = Effect.fnUntraced(function* (session: string) {
  const monCompte = yield* MonCompte
  const { language, press, show } = yield* Visitor
  for (;;) {
    const { sessions } = yield* monCompte.listSessions({ session })
    yield* show(wordings[language].sessions(sessions))
    if (sessions.length === 1 || (yield* press(["EndOthers", "GoBack"])) === "GoBack") return
    yield* monCompte.revokeOtherSessions({ session })
  }
})

/** The settings of the personal space. Returns whether the person is still signed in. */
export const accountSettings = Effect.fnUntraced(function* (session: string, browser: BrowserState) {
  const monCompte = yield* MonCompte
  const { language, press, show } = yield* Visitor
  switch (yield* press(["ChangePassword", "ChangeContact", "Sessions", "Remember", "GoBack"])) {
    case "ChangePassword":
      return !(yield* changePassword(session))
    case "ChangeContact":
      yield* changeContact(session)
      return true
    case "Sessions":
      yield* showSessions(session)
      return true
    case "Remember": {
      const { device, identifier } = yield* monCompte.rememberMe({ session })
      browser.device = device
      yield* show(wordings[language].remembered(identifier))
      return true
    }
    case "GoBack":
      return true
  }
})

import * as Effect from "effect/Effect"
import { defaultPolicies, MonCompte } from "mon-compte"
import { hints } from "mon-compte/password"
import { receiveCertainNews, receiveCode, receiveNews } from "./receiving.ts"
import { untilRight } from "./telling.ts"
import { Visitor } from "./visitor.ts"
import { wordings } from "./wording.ts"

/** What a browser keeps from one visit to the next, as in a cookie: never a session that was closed. */
export interface Browser {
  /** What `rememberMe` gave it. */
  device: string | null
}

/** Another password, which ends every session, this one included. Whether it was changed. */
const changePassword = Effect.fnUntraced(function* (session: string) {
  const monCompte = yield* MonCompte
  const { fill, language, press, show } = yield* Visitor
  const wording = wordings[language]
  yield* show(wording.passwordAnew(hints(defaultPolicies.password).help[language]))
  const changed = yield* untilRight(
    Effect.gen(function* () {
      const current = yield* fill("current")
      const password = yield* fill("newPassword")
      const confirmation = yield* fill("confirmation")
      if ((yield* press(["Confirm", "Leave"])) === "Leave") return null
      return yield* monCompte.changePassword({ session, current, password, confirmation })
    }),
  )
  if (changed === null) return false
  yield* show(wording.recovered)
  yield* receiveCertainNews
  return true
})

/** Another contact, proved by a code before anything changes. The one before is told. */
const changeContact = Effect.fnUntraced(function* (session: string) {
  const monCompte = yield* MonCompte
  const { fill, language, press, refuse, show } = yield* Visitor
  const wording = wordings[language]
  const { contact: before } = yield* monCompte.whoAmI({ session })
  yield* show(wording.newContact)
  const sent = yield* untilRight(
    Effect.gen(function* () {
      const contact = yield* fill("contact")
      const current = yield* fill("current")
      if ((yield* press(["SendCode", "Leave"])) === "Leave") return null
      return yield* monCompte.changeContact({ session, current, contact, language })
    }),
  )
  if (sent?._tag !== "ContactCodeSent") return
  yield* show(wording.contactCode(sent))
  if (!(yield* receiveCode)) yield* refuse(wording.nothingArrived, [])
  const changed = yield* untilRight(
    Effect.gen(function* () {
      const code = yield* fill("code")
      return (yield* press(["Confirm", "Leave"])) === "Leave"
        ? null
        : yield* monCompte.confirmContact({ session, code })
    }),
  )
  if (changed === null) return
  yield* show(wording.contactChanged(changed))
  // Of the same contact, proved anew, nobody is told.
  yield* changed.contact === before ? receiveNews : receiveCertainNews
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

/** What everybody decides about their own space. Whether they are signed in still. */
export const own = Effect.fnUntraced(function* (session: string, browser: Browser) {
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

import * as Effect from "effect/Effect"
import { actionTexts, MonCompte } from "mon-compte"
import { isoDay } from "./day.ts"
import { type Browser, own } from "./own.ts"
import { receiveNews } from "./receiving.ts"
import { tell } from "./telling.ts"
import { Visitor } from "./visitor.ts"
import { type ButtonName, wordings } from "./wording.ts"

/** What the space offers on a file, and the action that it takes a right to. */
const offers = {
  Procedure: "MakeHouseholdProcedure",
  Grant: "GrantDelegation",
  Revoke: "RevokeDelegation",
  Renounce: "RenounceDelegation",
  Separate: "DeclareSeparation",
} as const

type Offer = keyof typeof offers

const all = Object.keys(offers) as ReadonlyArray<Offer>

/** The rights somebody has on a file at this moment, each with its reason. */
const rightsOn = Effect.fnUntraced(function* (session: string, file: string) {
  const { explainRight } = yield* MonCompte
  return yield* Effect.forEach(all, (offer) =>
    Effect.map(explainRight({ session, file, action: offers[offer] }), (decision) => ({ offer, decision })),
  )
})

const listRights = Effect.fnUntraced(function* (session: string, file: string) {
  const { language, show } = yield* Visitor
  const rights = yield* rightsOn(session, file)
  const lines = rights.map(({ decision, offer }) => {
    const action = actionTexts[offers[offer]][language]
    return `${decision.permitted ? "✓" : "✗"} ${action}\n${decision.texts[language]}`
  })
  yield* show(wordings[language].rights(file, lines))
})

const act = Effect.fnUntraced(function* (offer: Offer, session: string, file: string) {
  const monCompte = yield* MonCompte
  const { fill, language, press, show } = yield* Visitor
  const wording = wordings[language]
  switch (offer) {
    case "Procedure":
      return yield* show(wording.performed(yield* monCompte.recordAction({ session, file, action: offers[offer] })))
    case "Grant":
      return yield* show(wording.delegation(yield* monCompte.grantDelegation({ session, file })))
    case "Revoke":
      return yield* show(wording.delegation(yield* monCompte.revokeDelegation({ session, file })))
    case "Renounce":
      return yield* show(wording.delegation(yield* monCompte.renounceDelegation({ session, file })))
    case "Separate": {
      yield* show(wording.separation)
      const fact = isoDay(yield* fill("separationDay"))
      if ((yield* press(["Confirm", "Leave"])) === "Leave") return
      yield* monCompte.declareSeparation({ session, file, fact })
      return yield* show(wording.separated)
    }
  }
})

const isOffer = (button: ButtonName): button is Offer => button in offers

/**
 * The personal space, until its owner signs out, or is signed out by what they do. `GoAway`: they close the page, signed
 * in still; `Quit`: they leave the demonstration.
 */
export const space = Effect.fnUntraced(function* (session: string, browser: Browser) {
  const { listMyFiles, signOut, whoAmI } = yield* MonCompte
  const { language, press, refuse, show } = yield* Visitor
  const wording = wordings[language]
  const { files } = yield* listMyFiles({ session })
  yield* show(wording.welcome(yield* whoAmI({ session }), files))
  const file = files.find(({ until }) => until === null)?.file ?? null
  for (;;) {
    const rights = file === null ? [] : yield* rightsOn(session, file)
    const offered = rights.flatMap(({ decision, offer }) => (decision.permitted ? [offer] : []))
    const button = yield* press([
      "WhoAmI",
      ...(file === null ? [] : ["Rights" as const]),
      ...offered,
      "Own",
      "SignOut",
      "GoAway",
      "Quit",
    ])
    if (button === "Quit" || button === "GoAway") return button
    if (button === "SignOut") {
      yield* signOut({ session })
      return button
    }
    if (button === "WhoAmI") {
      const { files: now } = yield* listMyFiles({ session })
      yield* show(wording.welcome(yield* whoAmI({ session }), now))
    }
    if (button === "Own") {
      const isSignedIn = yield* Effect.catch(own(session, browser), (refusal) => Effect.as(tell(refusal), true))
      if (!isSignedIn) return "SignOut"
    }
    if (file === null) continue
    if (button === "Rights") yield* listRights(session, file)
    if (isOffer(button)) {
      yield* Effect.catch(act(button, session, file), (refusal) =>
        // The library says how it takes days, which is not how they are typed here.
        refusal._tag === "CivilDateRefused" ? refuse(wording.dayRefused, []) : tell(refusal),
      )
      yield* receiveNews
    }
  }
})

import * as Effect from "effect/Effect"
import { actionTexts, MonCompte } from "mon-compte"
import { accountSettings, type BrowserState } from "./account-settings.ts"
import { showRefusal } from "./refusals.ts"
import { showAnnouncements } from "./show-messages.ts"
import { Visitor } from "./visitor.ts"
import { type ButtonName, wordings } from "./wording.ts"

/** The buttons of a household file, and the action that each requires a right to. */
const fileButtons = {
  Procedure: "MakeHouseholdProcedure",
  Grant: "GrantDelegation",
  Revoke: "RevokeDelegation",
  Renounce: "RenounceDelegation",
  DeclareSeparation: "DeclareSeparation",
} as const

type FileButton = keyof typeof fileButtons

const allFileButtons = Object.keys(fileButtons) as ReadonlyArray<FileButton>

/** The decision and its reason for each button of a file. */
const rightsOn = Effect.fnUntraced(function* (session: string, file: string) {
  const { explainRight } = yield* MonCompte
  return yield* Effect.forEach(allFileButtons, (fileButton) =>
    Effect.map(explainRight({ session, file, action: fileButtons[fileButton] }), (decision) => ({
      fileButton,
      decision,
    })),
  )
})

const listRights = Effect.fnUntraced(function* (session: string, file: string) {
  const { language, show } = yield* Visitor
  const rights = yield* rightsOn(session, file)
  const lines = rights.map(({ decision, fileButton }) => {
    const action = actionTexts[fileButtons[fileButton]][language]
    return `${decision.permitted ? "✓" : "✗"} ${action}\n${decision.texts[language]}`
  })
  yield* show(wordings[language].rights(file, lines))
})

const runAction = Effect.fnUntraced(function* (fileButton: FileButton, session: string, file: string) {
  const monCompte = yield* MonCompte
  const { fill, language, press, show } = yield* Visitor
  const wording = wordings[language]
  switch (fileButton) {
    case "Procedure":
      return yield* show(
        wording.actionRecorded(yield* monCompte.recordAction({ session, file, action: fileButtons[fileButton] })),
      )
    case "Grant":
      return yield* show(wording.delegation(yield* monCompte.grantDelegation({ session, file })))
    case "Revoke":
      return yield* show(wording.delegation(yield* monCompte.revokeDelegation({ session, file })))
    case "Renounce":
      return yield* show(wording.delegation(yield* monCompte.renounceDelegation({ session, file })))
    case "DeclareSeparation": {
      yield* show(wording.separation)
      const fact = yield* fill("separationDay")
      if ((yield* press(["Confirm", "Cancel"])) === "Cancel") return
      yield* monCompte.declareSeparation({ session, file, fact })
      return yield* show(wording.separationDeclared)
    }
  }
})

const isFileButton = (button: ButtonName): button is FileButton => button in fileButtons

/**
 * The personal space, until the session ends. `ClosePage` closes the page without a sign-out. `Quit` ends the
 * demonstration.
 */
export const personalSpace = Effect.fnUntraced(function* (session: string, browser: BrowserState) {
  const { listMyFiles, signOut, whoAmI } = yield* MonCompte
  const { language, press, showError, show } = yield* Visitor
  const wording = wordings[language]
  const { files } = yield* listMyFiles({ session })
  yield* show(wording.welcome(yield* whoAmI({ session }), files))
  const file = files.find(({ until }) => until === null)?.file ?? null
  for (;;) {
    const rights = file === null ? [] : yield* rightsOn(session, file)
    const permittedButtons = rights.flatMap(({ decision, fileButton }) => (decision.permitted ? [fileButton] : []))
    const button = yield* press([
      "WhoAmI",
      ...(file === null ? [] : ["Rights" as const]),
      ...permittedButtons,
      "AccountSettings",
      "SignOut",
      "ClosePage",
      "Quit",
    ])
    if (button === "Quit" || button === "ClosePage") return button
    if (button === "SignOut") {
      yield* signOut({ session })
      return button
    }
    if (button === "WhoAmI") {
      const { files: current } = yield* listMyFiles({ session })
      yield* show(wording.welcome(yield* whoAmI({ session }), current))
    }
    if (button === "AccountSettings") {
      const isSignedIn = yield* Effect.catch(accountSettings(session, browser), (refusal) =>
        Effect.as(showRefusal(refusal), true),
      )
      if (!isSignedIn) return "SignOut"
    }
    if (file === null) continue
    if (button === "Rights") yield* listRights(session, file)
    if (isFileButton(button)) {
      yield* Effect.catch(runAction(button, session, file), (refusal) =>
        // The text of the library describes another notation of dates.
        refusal._tag === "CivilDateRefused" ? showError(wording.dayRefused, []) : showRefusal(refusal),
      )
      yield* showAnnouncements
    }
  }
})

/**
 * The personal space after the sign-in: a remembered identifier, sessions and a new contact. Also what a sign-in may
 * require first: a new password, or new terms.
 *
 *     npm run example:space
 */
import * as Effect from "effect/Effect"
import "./exit-on-closed-pipe.ts"
import { migratePerson } from "./wizard/migrate-person.ts"
import { people } from "./wizard/people.ts"
import { portal } from "./wizard/portal.ts"
import { type Line, mistyped, scriptedVisitor } from "./wizard/scripted-visitor.ts"
import { visit } from "./wizard/visit.ts"

const [nadia] = people
const [first, second, third] = ["Velo-bleu-7", "Lilas-blanc-8", "Canal-vert-9"] as const
const rememberedIdentifier: Line = ["identifier", ""]
const noIdentifier: Line = ["identifier", ""]

const script: ReadonlyArray<Line> = [
  ["identifier", nadia.nir],
  ["password", first],
  "SignIn",
  "AccountSettings",
  "Remember",
  "ClosePage",

  // In another window, with the remembered number.
  rememberedIdentifier,
  ["password", first],
  "SignIn",
  "AccountSettings",
  "Sessions",
  "EndOthers",

  // The current password is mistyped once.
  "AccountSettings",
  "ChangePassword",
  ["current", "Velo-bleu-1"],
  ["newPassword", second],
  ["confirmation", second],
  "Confirm",
  ["current", first],
  ["newPassword", second],
  ["confirmation", second],
  "Confirm",

  // A new password makes every browser forget the number.
  noIdentifier,
  ["password", ""],
  "FundActions",
  "DeclareCompromised",
  ["identifier", nadia.nir],
  ["identifier", nadia.nir],
  ["password", second],
  "SignIn",
  // No code arrives: an intruder may have given a contact that is younger than 30 days.
  "Forgotten",
  ["identifier", nadia.nir],
  ["code", ""],
  "Cancel",

  // Nadia proves her identity at the counter of the fund, and confirms her address.
  noIdentifier,
  ["password", ""],
  "FundActions",
  "RestoreAccess",
  ["identifier", nadia.nir],
  ["contact", "nadia.lambert@example.org"],
  ["identifier", nadia.nir],
  ["password", ""],
  "Forgotten",
  ["code", (code) => code],
  "Confirm",
  // The compromised password is refused.
  ["newPassword", second],
  ["confirmation", second],
  "Continue",
  ["newPassword", third],
  ["confirmation", third],
  "Continue",

  noIdentifier,
  ["password", ""],
  "FundActions",
  "PublishTerms",
  ["identifier", nadia.nir],
  ["password", third],
  "SignIn",
  "Accept",

  "AccountSettings",
  "ChangeContact",
  ["contact", "06 39 98 12 34"],
  ["current", third],
  "SendCode",
  ["code", mistyped],
  "Confirm",
  ["code", (code) => code],
  "Confirm",
  "AccountSettings",
  "Remember",
  "SignOut",

  rememberedIdentifier,
  ["password", ""],
  "ForgetDevice",
  noIdentifier,
  ["password", ""],
  "Quit",
]

console.log(
  `${nadia.name} est passée à Mon Compte. Elle se connecte, règle son espace, et trouve du nouveau à l’entrée.`,
)
console.log("(Codes, jours et heures changent à chaque fois : 012345, 23 novembre 2026 et 10 h 30 les remplacent ici.)")

const story = Effect.andThen(migratePerson(nadia, first), visit)
await Effect.runPromise(story.pipe(Effect.provide([scriptedVisitor(script, console.log), portal])))

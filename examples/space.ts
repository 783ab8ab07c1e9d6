/**
 * The personal space, once one is in: a browser that remembers, sessions, another contact, and what may be asked at the
 * door – another password, newer terms.
 *
 *     npm run example:space
 */
import * as Effect from "effect/Effect"
import "./reader.ts"
import { moved } from "./wizard/moved.ts"
import { people } from "./wizard/people.ts"
import { portal } from "./wizard/portal.ts"
import { type Line, misread, scripted } from "./wizard/script.ts"
import { visit } from "./wizard/visit.ts"

const [nadia] = people
const [first, second, third] = ["Velo-bleu-7", "Lilas-blanc-8", "Canal-vert-9"] as const
const nothing: Line = ["identifier", ""]

const script: ReadonlyArray<Line> = [
  ["identifier", nadia.nir],
  ["password", first],
  "SignIn",
  "Own",
  "Remember",
  "GoAway",

  // In another window, with the number that was kept.
  nothing,
  ["password", first],
  "SignIn",
  "Own",
  "Sessions",
  "EndOthers",

  // The present password is mistyped once.
  "Own",
  "ChangePassword",
  ["current", "Velo-bleu-1"],
  ["newPassword", second],
  ["confirmation", second],
  "Confirm",
  ["current", first],
  ["newPassword", second],
  ["confirmation", second],
  "Confirm",

  nothing,
  ["password", ""],
  "Backstage",
  "FindOut",
  ["identifier", nadia.nir],
  nothing,
  ["password", second],
  "SignIn",
  // The one that is out would be no help.
  ["newPassword", second],
  ["confirmation", second],
  "Continue",
  ["newPassword", third],
  ["confirmation", third],
  "Continue",

  nothing,
  ["password", ""],
  "Backstage",
  "PublishTerms",
  nothing,
  ["password", third],
  "SignIn",
  "Accept",

  "Own",
  "ChangeContact",
  ["contact", "06 39 98 12 34"],
  ["current", third],
  "SendCode",
  ["code", misread],
  "Confirm",
  ["code", (code) => code],
  "Confirm",
  "SignOut",

  nothing,
  ["password", ""],
  "ForgetDevice",
  nothing,
  ["password", ""],
  "Quit",
]

console.log(
  `${nadia.name} est passée à Mon Compte. Elle se connecte, règle son espace, et trouve du nouveau à l’entrée.`,
)
console.log("(Codes, jours et heures changent à chaque fois : 012345, 23 novembre 2026 et 10 h 30 les remplacent ici.)")

const told = Effect.andThen(moved(nadia, first), visit)
await Effect.runPromise(told.pipe(Effect.provide([scripted(script, console.log), portal])))

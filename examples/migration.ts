/**
 * The migration of the leaflet: a person with an 8-digit password makes some mistakes, migrates to Mon Compte and signs
 * in. Only the person is simulated: Argon2 hashes the passwords, and a mail server carries the code.
 *
 *     npm run example:migration
 */
import * as Effect from "effect/Effect"
import "./exit-on-closed-pipe.ts"
import { people } from "./wizard/people.ts"
import { portal } from "./wizard/portal.ts"
import { type Line, mistyped, scriptedVisitor } from "./wizard/scripted-visitor.ts"
import { visit } from "./wizard/visit.ts"

const [{ name, nir, password }] = people
const newPassword = "Velo-bleu-7"

const script: ReadonlyArray<Line> = [
  ["identifier", nir],
  ["password", password],
  "SignIn",
  "Begin",
  "Accept",

  // Too weak, and the confirmation differs.
  ["newPassword", "bébé"],
  ["confirmation", "bebe"],
  "Continue",
  ["newPassword", newPassword],
  ["confirmation", newPassword],
  "Continue",

  // The domain is incomplete.
  ["contact", "nadia.lambert@example"],
  "SendCode",
  ["contact", "nadia.lambert@example.org"],
  "SendCode",

  ["code", mistyped],
  "Confirm",
  ["code", (code) => code],
  "Confirm",

  // The old password no longer works.
  ["identifier", nir],
  ["password", password],
  "SignIn",
  ["identifier", nir],
  ["password", newPassword],
  "SignIn",
  "Quit",
]

console.log(`${name} se connecte à Mon Compte avec son mot de passe à 8 chiffres.`)
console.log("(Le code et l’heure changent à chaque fois : 012345 et 10 h 30 les remplacent ici.)")

await Effect.runPromise(visit.pipe(Effect.provide([scriptedVisitor(script, console.log), portal])))

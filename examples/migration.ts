/**
 * The whole leaflet: somebody with an 8-digit password moves to Mon Compte, with a few mistakes on the way, and signs in.
 * Nothing is staged but the person: passwords are hashed by Argon2, and the code travels through a mail server.
 *
 *     npm run example:migration
 */
import * as Effect from "effect/Effect"
import "./reader.ts"
import { people } from "./wizard/people.ts"
import { portal } from "./wizard/portal.ts"
import { type Line, misread, scripted } from "./wizard/script.ts"
import { visit } from "./wizard/visit.ts"

const [{ name, nir, password }] = people
const chosen = "Velo-bleu-7"

const script: ReadonlyArray<Line> = [
  ["identifier", nir],
  ["password", password],
  "SignIn",
  "Begin",
  "Accept",

  // Too weak, and not the same twice.
  ["newPassword", "bébé"],
  ["confirmation", "bebe"],
  "Continue",
  ["newPassword", chosen],
  ["confirmation", chosen],
  "Continue",

  // The address lacks its end.
  ["contact", "nadia.lambert@example"],
  "SendCode",
  ["contact", "nadia.lambert@example.org"],
  "SendCode",

  ["code", misread],
  "Confirm",
  ["code", (code) => code],
  "Confirm",

  // The old password, out of habit.
  ["identifier", nir],
  ["password", password],
  "SignIn",
  ["identifier", nir],
  ["password", chosen],
  "SignIn",
  "Quit",
]

console.log(`${name} se connecte à Mon Compte avec son mot de passe à 8 chiffres.`)
console.log("(Le code et l’heure changent à chaque fois : 012345 et 10 h 30 les remplacent ici.)")

await Effect.runPromise(visit.pipe(Effect.provide([scripted(script, console.log), portal])))

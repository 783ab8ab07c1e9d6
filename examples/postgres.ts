/**
 * A migration in PostgreSQL whose process is killed three times. Every answer was committed, and another process
 * continues. The database is embedded, in a folder that is removed at the end. Set `DATABASE_URL` to use a server
 * instead.
 *
 *     npm run example:postgres
 */
import { randomBytes } from "node:crypto"
import { rmSync } from "node:fs"
import { mkdtemp } from "node:fs/promises"
import { constants, tmpdir } from "node:os"
import { join } from "node:path"
import { isRefusal, messageOf } from "mon-compte/promise"
import type { Settings } from "./crash/request.ts"
import { ProcessEnded, ServiceProcess } from "./crash/service-process.ts"
import "./exit-on-closed-pipe.ts"

const person = { nir: "2 84 05 88 321 025 32", password: "20481632" }
const address = "nadia.lambert@example.org"
const password = "Velo-bleu-7"

const directory = await mkdtemp(join(tmpdir(), "mon-compte-example-"))
// Removes the folder however the process ends, except after SIGKILL or a power failure.
process.once("exit", () => rmSync(directory, { recursive: true, force: true, maxRetries: 10 }))
for (const signal of ["SIGINT", "SIGHUP", "SIGTERM"] as const)
  process.once(signal, () => process.exit(128 + constants.signals[signal]))

// A new master key each time: on a server, each run is about a new person.
const settings: Settings = { directory, master: randomBytes(32).toString("base64url"), mail: "up", person }

const descriptions: { readonly [answer: string]: string } = {
  MigrationRequired: "accepté, il n’ouvre que le parcours",
  TermsPending: "les conditions sont à accepter",
  PasswordPending: "le mot de passe est à choisir",
  ContactPending: "l’adresse ou le mobile est à donner",
  CodePending: "le code est à recopier",
  Completed: "c’est fait",
  SignedIn: "connecté",
}

/** Prints the answer or refusal of a verb in French, and returns the answer. */
const print = <A extends { readonly _tag: string }>(title: string, answer: A): A => {
  console.log(`  ${title} : ${isRefusal(answer) ? messageOf(answer) : (descriptions[answer._tag] ?? answer._tag)}`)
  return answer
}

const location = process.env["DATABASE_URL"] === undefined ? "embarqué" : "sur un serveur"
console.log(`Une migration dans PostgreSQL ${location}, dont le processus est tué trois fois.`)

try {
  console.log("\nPremier processus. La messagerie est en panne.")
  const first = await ServiceProcess.start({ ...settings, mail: "down" })
  const oldSignIn = { verb: "signIn", input: { identifier: person.nir, password: person.password } } as const
  const { ticket = "" } = print("Le mot de passe à 8 chiffres", await first.send(oldSignIn))
  print("« Commencer »", await first.send({ verb: "startMigration", input: { ticket } }))
  print("Étape 1, les conditions", await first.send({ verb: "acceptTerms", input: { ticket, version: "2026-01" } }))
  const choosePassword = { verb: "choosePassword", input: { ticket, password, confirmation: password } } as const
  print("Étape 2, le mot de passe", await first.send(choosePassword))
  await first.kill()
  console.log("  kill -9, juste après la réponse.")

  console.log("\nDeuxième processus, même ticket. La messagerie est toujours en panne.")
  const second = await ServiceProcess.start({ ...settings, mail: "down" })
  print("Où en est-on ?", await second.send({ verb: "migrationProgress", input: { ticket } }))
  print("Étape 3, l’adresse", await second.send({ verb: "sendCode", input: { ticket, contact: address } }))
  await second.kill()
  console.log("  kill -9, le code n’est pas encore parti.")

  console.log("\nTroisième processus. La messagerie est revenue.")
  const third = await ServiceProcess.start(settings)
  print("Où en est-on ?", await third.send({ verb: "migrationProgress", input: { ticket } }))
  const code = await third.receiveCode(address)
  console.log("  Le code est arrivé, sans que personne ne le redemande.")
  const confirmCode = { verb: "confirmCode", input: { ticket, code, commandId: "valider" } } as const
  print("« Valider »", await third.send(confirmCode))
  await third.kill()
  console.log("  kill -9, encore.")

  console.log("\nQuatrième processus.")
  const fourth = await ServiceProcess.start(settings)
  print("« Valider », renvoyé (fait une seule fois)", await fourth.send(confirmCode))
  const newSignIn = { verb: "signIn", input: { identifier: person.nir, password } } as const
  print("Le nouveau mot de passe", await fourth.send(newSignIn))
  print("L’ancien", await fourth.send(oldSignIn))
  await fourth.close()
} catch (error) {
  if (!(error instanceof ProcessEnded)) throw error
  console.error(error.message)
  process.exitCode = 1
}

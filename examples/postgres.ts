/**
 * A migration in PostgreSQL, whose process is killed three times: what was answered is kept, and another process goes on. The
 * database is embedded, in a folder that is removed at the end; `DATABASE_URL` names a server instead.
 *
 *     npm run example:postgres
 */
import { randomBytes } from "node:crypto"
import { rmSync } from "node:fs"
import { mkdtemp } from "node:fs/promises"
import { constants, tmpdir } from "node:os"
import { join } from "node:path"
import { isRefusal, messageOf } from "mon-compte/promise"
import type { Setting } from "./killed/order.ts"
import { Worker, WorkerEnded } from "./killed/worker.ts"
import "./reader.ts"

const person = { nir: "2 84 05 88 321 025 32", password: "20481632" }
const address = "nadia.lambert@example.org"
const password = "Velo-bleu-7"

const directory = await mkdtemp(join(tmpdir(), "mon-compte-example-"))
// However it ends, but by a power cut: nothing is left behind.
process.once("exit", () => rmSync(directory, { recursive: true, force: true, maxRetries: 10 }))
for (const signal of ["SIGINT", "SIGHUP", "SIGTERM"] as const)
  process.once(signal, () => process.exit(128 + constants.signals[signal]))

// Another master each time: on a server, each run is about somebody new.
const setting: Setting = { directory, master: randomBytes(32).toString("base64url"), mail: "up", person }

const words: { readonly [answer: string]: string } = {
  MigrationRequired: "accepté, il n’ouvre que le parcours",
  TermsPending: "les conditions sont à accepter",
  PasswordPending: "le mot de passe est à choisir",
  ContactPending: "l’adresse ou le mobile est à donner",
  CodePending: "le code est à recopier",
  Completed: "c’est fait",
  SignedIn: "connecté",
}

/** Prints what came of a verb, in a person's words. */
const told = <A extends { readonly _tag: string }>(title: string, answer: A): A => {
  console.log(`  ${title} : ${isRefusal(answer) ? messageOf(answer) : (words[answer._tag] ?? answer._tag)}`)
  return answer
}

const where = process.env["DATABASE_URL"] === undefined ? "embarqué" : "sur un serveur"
console.log(`Une migration dans PostgreSQL ${where}, dont le processus est tué trois fois.`)

try {
  console.log("\nPremier processus. La messagerie est en panne.")
  const first = await Worker.start({ ...setting, mail: "down" })
  const legacy = { verb: "signIn", asked: { identifier: person.nir, password: person.password } } as const
  const { ticket = "" } = told("Le mot de passe à 8 chiffres", await first.tell(legacy))
  told("« Commencer »", await first.tell({ verb: "startMigration", asked: { ticket } }))
  told("Étape 1, les conditions", await first.tell({ verb: "acceptTerms", asked: { ticket, version: "2026-01" } }))
  const choosing = { verb: "choosePassword", asked: { ticket, password, confirmation: password } } as const
  told("Étape 2, le mot de passe", await first.tell(choosing))
  await first.kill()
  console.log("  kill -9, juste après la réponse.")

  console.log("\nDeuxième processus, même ticket. La messagerie est toujours en panne.")
  const second = await Worker.start({ ...setting, mail: "down" })
  told("Où en est-on ?", await second.tell({ verb: "migrationProgress", asked: { ticket } }))
  told("Étape 3, l’adresse", await second.tell({ verb: "sendCode", asked: { ticket, contact: address } }))
  await second.kill()
  console.log("  kill -9, le code n’est pas encore parti.")

  console.log("\nTroisième processus. La messagerie est revenue.")
  const third = await Worker.start(setting)
  told("Où en est-on ?", await third.tell({ verb: "migrationProgress", asked: { ticket } }))
  const code = await third.code(address)
  console.log("  Le code est arrivé, sans que personne ne le redemande.")
  const confirming = { verb: "confirmCode", asked: { ticket, code, commandId: "valider" } } as const
  told("« Valider »", await third.tell(confirming))
  await third.kill()
  console.log("  kill -9, encore.")

  console.log("\nQuatrième processus.")
  const fourth = await Worker.start(setting)
  told("« Valider », renvoyé (fait une seule fois)", await fourth.tell(confirming))
  const signingIn = { verb: "signIn", asked: { identifier: person.nir, password } } as const
  told("Le nouveau mot de passe", await fourth.tell(signingIn))
  told("L’ancien", await fourth.tell(legacy))
  await fourth.close()
} catch (error) {
  if (!(error instanceof WorkerEnded)) throw error
  console.error(error.message)
  process.exitCode = 1
}

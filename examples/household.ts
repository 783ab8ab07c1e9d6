/**
 * A household: the holder moves to Mon Compte, spouse, child and dependant create their spaces, the management
 * authorisation is given, used and lost by a separation. Every refusal says by which rule, why, and what would change it.
 *
 *     npm run example:household
 */
import { setTimeout } from "node:timers/promises"
import { parseContact, type Rights } from "mon-compte"
import {
  memoryHasher,
  memoryIdentities,
  memoryIssuer,
  memoryKeys,
  memoryLegacy,
  memoryMailbox,
  memoryStorage,
  memoryTerms,
} from "mon-compte/adapters/memory"
import { createAgency, createMonCompte, isRefusal, messageOf, type Refusal } from "mon-compte/promise"
import "./reader.ts"

const FILE = "0012345"
const PASSWORD = "Velo-bleu-7"
const OLD_PASSWORD = "20481632"

/** Made-up people. The child turned 16 on the first of January of this year. */
const BIRTH_OF_CHILD = `${new Date().getUTCFullYear() - 16}-01-01`
const nadia = { identifier: "2 84 05 88 321 025", birthName: "Lambert", birthDate: "1984-05-17" }
const karim = { identifier: "1 82 11 69 383 042", birthName: "Benali", birthDate: "1982-11-03" }
const lina = {
  identifier: `2 ${BIRTH_OF_CHILD.slice(2, 4)} 01 88 321 007`,
  birthName: "Benali",
  birthDate: BIRTH_OF_CHILD,
}
const rose = { identifier: "2 38 03 88 160 011", birthName: "Girard", birthDate: "1938-03-09" }

const mailbox = memoryMailbox()
const shared = { storage: memoryStorage().layer, keys: memoryKeys().layer }
const monCompte = await createMonCompte({
  ...shared,
  notifier: mailbox.layer,
  hasher: memoryHasher().layer,
  legacy: memoryLegacy([{ nir: nadia.identifier, password: OLD_PASSWORD, file: FILE }]).layer,
  identity: memoryIdentities([nadia, karim, lina, rose]).layer,
  terms: memoryTerms({ version: "2026-01", text: { fr: "Votre mot de passe est personnel.", en: "It is yours." } })
    .layer,
})
const agency = await createAgency({ ...shared, issuer: memoryIssuer().layer })

/** The answer where there is one; a refusal where none was expected ends the example. */
const expected = <A extends object>(answer: A | Refusal): Exclude<A, Refusal> => {
  if (isRefusal(answer)) throw new Error(messageOf(answer))
  return answer as Exclude<A, Refusal> // What is not a refusal is an answer.
}

const say = (line: string) => console.log(line)
const told = (who: string, what: string, answer: object) =>
  say(`  ${who} – ${what}\n    ${isRefusal(answer) ? `refusé : ${messageOf(answer)}` : "fait."}`)

const codeFor = async (address: string): Promise<string> => {
  const contact = parseContact(address)
  for (;;) {
    const code = contact.ok ? mailbox.codeFor(contact.contact) : null
    if (code !== null) return code
    await setTimeout(10)
  }
}

/** The three steps, the same for everybody, and the first sign-in after them. */
const throughTheSteps = async (identifier: string, ticket: string, address: string) => {
  expected(await monCompte.startMigration({ ticket }))
  expected(await monCompte.acceptTerms({ ticket, version: "2026-01" }))
  expected(await monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD }))
  expected(await monCompte.sendCode({ ticket, contact: address }))
  expected(await monCompte.confirmCode({ ticket, code: await codeFor(address) }))
  const answer = expected(await monCompte.signIn({ identifier, password: PASSWORD }))
  if (answer._tag !== "SignedIn") throw new Error(answer._tag)
  return { session: answer.session, file: FILE }
}

const created = async (who: typeof nadia, address: string) => {
  const { ticket } = expected(await monCompte.createAccount(who))
  return throughTheSteps(who.identifier, ticket, address)
}

say("La Caf ouvre le dossier de Nadia : Karim, son conjoint, Lina, 16 ans, et Rose, à charge.")
const by = { agent: "agent-7", file: FILE, on: `${new Date().getUTCFullYear() - 1}-01-01` }
expected(await agency.openFile({ ...by, holder: nadia.identifier }))
expected(await agency.formCouple({ ...by, spouse: karim.identifier }))
expected(await agency.addChild({ ...by, person: lina.identifier, birth: lina.birthDate }))
expected(await agency.addDependant({ ...by, person: rose.identifier }))

say("\nNadia passe de son mot de passe à 8 chiffres à Mon Compte ; les autres créent leur espace.")
const first = expected(await monCompte.signIn({ identifier: nadia.identifier, password: OLD_PASSWORD }))
if (first._tag !== "MigrationRequired") throw new Error(first._tag)
const asNadia = await throughTheSteps(nadia.identifier, first.ticket, "nadia@example.org")
const asKarim = await created(karim, "karim@example.org")
const asLina = await created(lina, "lina@example.org")
const asRose = await created(rose, "rose@example.org")

const people = { Nadia: asNadia, Karim: asKarim, Lina: asLina, Rose: asRose }

/** What each of the four may do now: ✓ or the rule that refuses. */
const rights = async (...actions: ReadonlyArray<Rights.Action>) => {
  for (const action of actions) {
    const cells = []
    for (const [name, who] of Object.entries(people)) {
      const decision = expected(await monCompte.explainRight({ ...who, action }))
      cells.push(`${name} ${decision.permitted ? "✓" : "–"}`)
    }
    say(`  ${action.padEnd(24)}${cells.join("   ")}`)
  }
}
const SHOWN = ["ViewOwnData", "ChangeOwnContact", "WriteToFund", "ViewFile", "MakeHouseholdProcedure"] as const

say("\nChacun voit ses données et change ses coordonnées ; le dossier est à Nadia.")
await rights(...SHOWN)
const housing = { action: "MakeHouseholdProcedure", reference: "logement/2026" } as const
told("Karim", "demander une aide au logement", await monCompte.recordAction({ ...asKarim, ...housing }))
told("Lina", "voir le dossier", await monCompte.recordAction({ ...asLina, action: "ViewFile" }))
told("Rose", "écrire à la Caf", await monCompte.recordAction({ ...asRose, action: "WriteToFund" }))
told("Karim", "se donner l’autorisation de gestion", await monCompte.grantDelegation(asKarim))

say("\nNadia donne à Karim l’autorisation de gestion.")
told("Nadia", "donner l’autorisation", await monCompte.grantDelegation(asNadia))
await rights(...SHOWN)
told("Karim", "demander une aide au logement", await monCompte.recordAction({ ...asKarim, ...housing }))
told("Karim", "annuler l’autorisation", await monCompte.revokeDelegation(asKarim))
const closing = expected(await monCompte.explainRight({ ...asKarim, action: "CloseOwnAccount", subject: "Other" }))
say(
  `  Karim – fermer l’espace de Nadia\n    ${closing.permitted ? "permis" : `refusé (${closing.rule})`} : ${closing.texts.fr}`,
)

say("\nCe que Nadia voit de ce qui a été fait.")
for (const deed of expected(await monCompte.listActions(asNadia)).actions) {
  say(
    `  n° ${deed.number} ${deed.action} (${deed.reference}), règle ${deed.rule}, ${deed.onBehalfOf ? "pour elle" : "en propre"}`,
  )
}

say("\nKarim déclare la séparation : couple et autorisation prennent fin aussitôt.")
const fact = `${new Date().getUTCFullYear() - 1}-06-30`
told("Lina", "déclarer la séparation", await monCompte.declareSeparation({ ...asLina, fact }))
told("Karim", "déclarer la séparation", await monCompte.declareSeparation({ ...asKarim, fact }))
await rights(...SHOWN)
told("Karim", "voir le dossier", await monCompte.recordAction({ ...asKarim, action: "ViewFile" }))
told("Nadia", "donner de nouveau l’autorisation", await monCompte.grantDelegation(asNadia))
told("Nadia", "déclarer la séparation à son tour", await monCompte.declareSeparation({ ...asNadia, fact }))

const isTold = () => mailbox.announced().filter(({ about }) => about === "SeparationDeclared").length === 2
while (!isTold()) await setTimeout(10)
say("\nLes deux ont été prévenus, chacun à son adresse :")
// They leave side by side: which one first is chance.
const lines = mailbox.announced().map(({ about, to }) => `  ${about.padEnd(20)}${to.masked}`)
for (const line of lines.sort()) say(line)

await agency.close()
await monCompte.close()

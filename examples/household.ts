/**
 * A household: the holder migrates to Mon Compte, and the spouse, the child and the dependant create their spaces. The
 * holder gives the management authorisation, the spouse uses it, and a separation ends it. Every refusal names its
 * rule, its reason and what would change it.
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
import "./exit-on-closed-pipe.ts"

const FILE = "0012345"
const PASSWORD = "Velo-bleu-7"
const OLD_PASSWORD = "20481632"

/** Invented people. The child reached the age of 16 on 1 January of this year. */
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

/** The answer. An unexpected refusal ends the example. */
const answerOf = <A extends object>(answer: A | Refusal): Exclude<A, Refusal> => {
  if (isRefusal(answer)) throw new Error(messageOf(answer))
  return answer as Exclude<A, Refusal>
}

const say = (line: string) => console.log(line)
const sayResult = (person: string, request: string, answer: object) =>
  say(`  ${person} – ${request}\n    ${isRefusal(answer) ? `refusé : ${messageOf(answer)}` : "fait."}`)

const codeFor = async (address: string): Promise<string> => {
  const contact = parseContact(address)
  for (;;) {
    const code = contact.ok ? mailbox.codeFor(contact.contact) : null
    if (code !== null) return code
    await setTimeout(10)
  }
}

/** Completes the three steps, which are the same for every person, and signs in for the first time. */
const completeSteps = async (identifier: string, ticket: string, address: string) => {
  answerOf(await monCompte.startMigration({ ticket }))
  answerOf(await monCompte.acceptTerms({ ticket, version: "2026-01" }))
  answerOf(await monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD }))
  answerOf(await monCompte.sendCode({ ticket, contact: address }))
  answerOf(await monCompte.confirmCode({ ticket, code: await codeFor(address) }))
  const answer = answerOf(await monCompte.signIn({ identifier, password: PASSWORD }))
  if (answer._tag !== "SignedIn") throw new Error(answer._tag)
  return { session: answer.session, file: FILE }
}

const createSpace = async (person: typeof nadia, address: string) => {
  const { ticket } = answerOf(await monCompte.createAccount(person))
  return completeSteps(person.identifier, ticket, address)
}

say("La Caf ouvre le dossier de Nadia : Karim, son conjoint, Lina, 16 ans, et Rose, à charge.")
const input = { agent: "agent-7", file: FILE, on: `${new Date().getUTCFullYear() - 1}-01-01` }
answerOf(await agency.openFile({ ...input, holder: nadia.identifier }))
answerOf(await agency.formCouple({ ...input, spouse: karim.identifier }))
answerOf(await agency.addChild({ ...input, person: lina.identifier, birth: lina.birthDate }))
answerOf(await agency.addDependant({ ...input, person: rose.identifier }))

say("\nNadia passe de son mot de passe à 8 chiffres à Mon Compte ; les autres créent leur espace.")
const first = answerOf(await monCompte.signIn({ identifier: nadia.identifier, password: OLD_PASSWORD }))
if (first._tag !== "MigrationRequired") throw new Error(first._tag)
const asNadia = await completeSteps(nadia.identifier, first.ticket, "nadia@example.org")
const asKarim = await createSpace(karim, "karim@example.org")
const asLina = await createSpace(lina, "lina@example.org")
const asRose = await createSpace(rose, "rose@example.org")

const people = { Nadia: asNadia, Karim: asKarim, Lina: asLina, Rose: asRose }

/** Prints whether each person has the right to each action now. */
const sayRights = async (...actions: ReadonlyArray<Rights.Action>) => {
  for (const action of actions) {
    const cells = []
    for (const [name, member] of Object.entries(people)) {
      const decision = answerOf(await monCompte.explainRight({ ...member, action }))
      cells.push(`${name} ${decision.permitted ? "✓" : "–"}`)
    }
    say(`  ${action.padEnd(24)}${cells.join("   ")}`)
  }
}
const ACTIONS = ["ViewOwnData", "ChangeOwnContact", "WriteToFund", "ViewFile", "MakeHouseholdProcedure"] as const

say("\nChacun voit ses données et change ses coordonnées ; le dossier est à Nadia.")
await sayRights(...ACTIONS)
const housing = { action: "MakeHouseholdProcedure", reference: "logement/2026" } as const
sayResult("Karim", "demander une aide au logement", await monCompte.recordAction({ ...asKarim, ...housing }))
sayResult("Lina", "voir le dossier", await monCompte.recordAction({ ...asLina, action: "ViewFile" }))
sayResult("Rose", "écrire à la Caf", await monCompte.recordAction({ ...asRose, action: "WriteToFund" }))
sayResult("Karim", "se donner l’autorisation de gestion", await monCompte.grantDelegation(asKarim))

say("\nNadia donne à Karim l’autorisation de gestion.")
sayResult("Nadia", "donner l’autorisation", await monCompte.grantDelegation(asNadia))
await sayRights(...ACTIONS)
sayResult("Karim", "demander une aide au logement", await monCompte.recordAction({ ...asKarim, ...housing }))
sayResult("Karim", "annuler l’autorisation", await monCompte.revokeDelegation(asKarim))
const closing = answerOf(await monCompte.explainRight({ ...asKarim, action: "CloseOwnAccount", subject: "Other" }))
say(
  `  Karim – fermer l’espace de Nadia\n    ${closing.permitted ? "permis" : `refusé (${closing.rule})`} : ${closing.texts.fr}`,
)

say("\nCe que Nadia voit de ce qui a été fait.")
const { actions: listed } = answerOf(await monCompte.listActions(asNadia))
// The list also has the changes to the file and to her space, which have no number.
for (const record of listed.filter(({ number }) => number !== null)) {
  say(
    `  n° ${record.number} ${record.action} (${record.reference}), règle ${record.rule}, ${record.onBehalfOf ? "pour elle" : "en propre"}`,
  )
}

say("\nKarim déclare la séparation : couple et autorisation prennent fin aussitôt.")
const fact = `${new Date().getUTCFullYear() - 1}-06-30`
sayResult("Lina", "déclarer la séparation", await monCompte.declareSeparation({ ...asLina, fact }))
sayResult("Karim", "déclarer la séparation", await monCompte.declareSeparation({ ...asKarim, fact }))
await sayRights(...ACTIONS)
sayResult("Karim", "voir le dossier", await monCompte.recordAction({ ...asKarim, action: "ViewFile" }))
sayResult("Nadia", "donner de nouveau l’autorisation", await monCompte.grantDelegation(asNadia))
sayResult("Nadia", "déclarer la séparation à son tour", await monCompte.declareSeparation({ ...asNadia, fact }))

const areNotified = () => mailbox.announced().filter(({ about }) => about === "SeparationDeclared").length === 2
while (!areNotified()) await setTimeout(10)
say("\nCe qui a été annoncé à Nadia et à Karim, chacun à son adresse :")
// Two workers may send them in either order.
const lines = mailbox.announced().map(({ about, to }) => `  ${about.padEnd(20)}${to.masked}`)
for (const line of lines.sort()) say(line)

await agency.close()
await monCompte.close()

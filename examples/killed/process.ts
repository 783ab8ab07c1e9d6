/** One process of the service: it does what it is told, and may be killed at any moment. */
import { setTimeout } from "node:timers/promises"
import { deliveryPolicies, parseContact } from "mon-compte"
import { argon2PasswordHasher } from "mon-compte/adapters/argon2"
import { memoryIdentities, memoryKeys, memoryMailbox, memoryTerms } from "mon-compte/adapters/memory"
import { postgresStorage } from "mon-compte/adapters/postgres"
import { Nir } from "mon-compte/nir"
import { createMonCompte } from "mon-compte/promise"
import type { Order, Setting } from "./order.ts"

const { directory, master, mail, person }: Setting = JSON.parse(process.argv[2] ?? "{}")
const url = process.env["DATABASE_URL"]

const mailbox = memoryMailbox()
mailbox.setFault(mail === "down" ? "Down" : null)
const opened = createMonCompte({
  storage: postgresStorage(url === undefined ? { directory } : { url, migrate: true }).layer,
  keys: memoryKeys({ master }).layer,
  notifier: mailbox.layer,
  hasher: argon2PasswordHasher(),
  identity: memoryIdentities().layer,
  legacy: {
    verify: async (nir, password) =>
      nir.equals(new Nir(person.nir)) && password === person.password
        ? { _tag: "Matches", file: "0012345" }
        : { _tag: "Differs" },
  },
  // What a killed process had taken to deliver is another's soon, for whoever watches.
  policies: { delivery: { ...deliveryPolicies.standard, leaseSeconds: 2 } },
  terms: memoryTerms({ version: "2026-01", text: { fr: "Votre mot de passe est personnel.", en: "It is yours." } })
    .layer,
})
// Why is in the log already, in one line.
const monCompte = await opened.catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})

/** The code as it arrives: delivery goes on in the background. */
const codeFor = async (address: string): Promise<string> => {
  const contact = parseContact(address)
  for (;;) {
    const code = contact.ok ? mailbox.codeFor(contact.contact) : null
    if (code !== null) return code
    await setTimeout(10)
  }
}

const obey = async (order: Order): Promise<unknown> => {
  if (order.verb === "close") return monCompte.close()
  if (order.verb === "codeFor") return codeFor(order.asked)
  // Each with what it takes, which the compiler cannot follow through the name.
  return (monCompte[order.verb] as (asked: unknown) => Promise<unknown>)(order.asked)
}

process.on("message", async (order: Order) => {
  const answer = await obey(order)
  process.send?.(answer ?? null)
  if (order.verb === "close") process.disconnect()
})
process.send?.("ready")

/** A process of the service. It answers requests of its parent, which may kill it at any moment. */
import { setTimeout } from "node:timers/promises"
import { deliveryPolicies, parseContact } from "mon-compte"
import { argon2PasswordHasher } from "mon-compte/adapters/argon2"
import { memoryIdentities, memoryKeys, memoryMailbox, memoryTerms } from "mon-compte/adapters/memory"
import { postgresStorage } from "mon-compte/adapters/postgres"
import { Nir } from "mon-compte/nir"
import { createMonCompte } from "mon-compte/promise"
import type { ChildRequest, Settings } from "./request.ts"

const { directory, master, mail, person }: Settings = JSON.parse(process.argv[2] ?? "{}")
const url = process.env["DATABASE_URL"]

const mailbox = memoryMailbox()
mailbox.setFault(mail === "down" ? "Down" : null)
const starting = createMonCompte({
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
    verifyDecoy: async () => ({ _tag: "Differs" }),
  },
  // A short lease: another process soon sends the messages that a killed process leased.
  policies: { delivery: { ...deliveryPolicies.standard, leaseSeconds: 2 } },
  terms: memoryTerms({ version: "2026-01", text: { fr: "Votre mot de passe est personnel.", en: "It is yours." } })
    .layer,
})
// The log already contains the cause, on one line.
const monCompte = await starting.catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})

/** Waits for the code, which a background worker delivers. */
const codeFor = async (address: string): Promise<string> => {
  const contact = parseContact(address)
  for (;;) {
    const code = contact.ok ? mailbox.codeFor(contact.contact) : null
    if (code !== null) return code
    await setTimeout(10)
  }
}

const handle = async (request: ChildRequest): Promise<unknown> => {
  if (request.verb === "close") return monCompte.close()
  if (request.verb === "codeFor") return codeFor(request.input)
  // The compiler cannot relate the input of a verb to its name.
  return (monCompte[request.verb] as (input: unknown) => Promise<unknown>)(request.input)
}

process.on("message", async (request: ChildRequest) => {
  const answer = await handle(request)
  process.send?.(answer ?? null)
  if (request.verb === "close") process.disconnect()
})
process.send?.("ready")

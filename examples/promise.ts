/**
 * A service in plain Node.js, without Effect: `mon-compte/promise` behind a small JSON API, and a browser that calls
 * it. A refusal has an HTTP status, a code and a French text.
 *
 *     npm run example:promise
 */
import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { setTimeout } from "node:timers/promises"
import { parseContact } from "mon-compte"
import { argon2PasswordHasher } from "mon-compte/adapters/argon2"
import { memoryIdentities, memoryKeys, memoryMailbox, memoryStorage, memoryTerms } from "mon-compte/adapters/memory"
import { Nir } from "mon-compte/nir"
import { createMonCompte, type LegacySystem } from "mon-compte/promise"
import "./exit-on-closed-pipe.ts"
import { Browser } from "./service/browser.ts"
import { createService } from "./service/service.ts"

const NIR = "2 84 05 88 321 025 32"
const ADDRESS = "nadia.lambert@example.org"

/** The legacy system as a plain object. In production, `verify` calls another service. */
const legacy: LegacySystem = {
  verify: async (nir, password) =>
    nir.equals(new Nir(NIR)) && password === "20481632" ? { _tag: "Matches", file: "0012345" } : { _tag: "Differs" },
  // In production, the same call with invented credentials.
  verifyDecoy: async () => ({ _tag: "Differs" }),
}

const mailbox = memoryMailbox()
const monCompte = await createMonCompte({
  storage: memoryStorage().layer,
  keys: memoryKeys().layer,
  notifier: mailbox.layer,
  hasher: argon2PasswordHasher(),
  legacy,
  identity: memoryIdentities().layer,
  terms: memoryTerms({ version: "2026-01", text: { fr: "Votre mot de passe est personnel.", en: "It is yours." } })
    .layer,
})
const service = createService(monCompte).listen(0, "127.0.0.1")
await once(service, "listening")
const browser = new Browser(`http://127.0.0.1:${(service.address() as AddressInfo).port}`, console.log)

/** Waits for the code, which a background worker delivers. */
const codeReceived = async (): Promise<string> => {
  const contact = parseContact(ADDRESS)
  for (;;) {
    const code = contact.ok ? mailbox.codeFor(contact.contact) : null
    if (code !== null) return code
    await setTimeout(10)
  }
}

const post = (title: string, path: string, body: object = {}, headers?: Record<string, string>) =>
  browser.send(title, "POST", path, body, headers)

await post("Une demande mal formée", "/sign-in", { identifier: 2840588321025 })
await post("Un mot de passe erroné", "/sign-in", { identifier: NIR, password: "00000000" })
await post("Le mot de passe à 8 chiffres", "/sign-in", { identifier: NIR, password: "20481632" })
await post("« Commencer »", "/migration/start")

const { version } = await browser.send("Les conditions en vigueur", "GET", "/terms")
const idempotencyKey = { "idempotency-key": "e2f1" }
await post("Étape 1 : les accepter", "/migration/accept-terms", { version }, idempotencyKey)
await post(
  "La même demande, renvoyée par un réseau hésitant : elle n’est faite qu’une fois",
  "/migration/accept-terms",
  { version },
  idempotencyKey,
)

await post("Étape 2 : un mot de passe trop faible", "/migration/choose-password", {
  password: "bébé",
  confirmation: "bebe",
})
const password = "Velo-bleu-7"
await post("Un mot de passe qui convient", "/migration/choose-password", { password, confirmation: password })

await post("Une nouvelle connexion depuis le même navigateur", "/sign-in", { identifier: NIR, password: "20481632" })
await post("Le parcours reprend là où il en était", "/migration/start")

await post("Étape 3 : un numéro de téléphone fixe", "/migration/send-code", { contact: "01 99 00 12 34" })
await post("« Envoyer le code »", "/migration/send-code", { contact: ADDRESS })
const code = await codeReceived()
const mistyped = `${code.slice(0, -1)}${(Number(code.slice(-1)) + 1) % 10}`
await post("Un code mal recopié", "/migration/confirm-code", { code: mistyped })
await post("« Renvoyer un code », trop tôt", "/migration/resend-code")
await post("« Valider »", "/migration/confirm-code", { code })

await browser.send("Le parcours est fini, son ticket aussi", "GET", "/migration")
await post("L’ancien mot de passe", "/sign-in", { identifier: NIR, password: "20481632" })
await post(
  "Le même refus, en anglais",
  "/sign-in",
  { identifier: NIR, password: "20481632" },
  { "accept-language": "en" },
)
await post("Le nouveau", "/sign-in", { identifier: NIR, password })

service.close()
await monCompte.close()

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import {
  memoryHasher,
  memoryIdentities,
  memoryKeys,
  memoryLegacy,
  memoryMailbox,
  memoryStorage,
  memoryTerms,
} from "../adapters/memory/index.ts"
import { parse as parseContact } from "./domain/contact/contact.ts"
import { type Adapters, createMonCompte, isRefusal, type MonCompteClient, messageOf, schemas } from "./promise.ts"

const NIR = "2 69 05 49 588 157 80"

const adapters = () => {
  const mailbox = memoryMailbox()
  const parts: Adapters = {
    storage: memoryStorage().layer,
    keys: memoryKeys().layer,
    notifier: mailbox.layer,
    hasher: memoryHasher().layer,
    legacy: memoryLegacy([{ nir: NIR, password: "12345678", file: "f" }]).layer,
    terms: memoryTerms({ version: "1", text: { fr: "CGU", en: "Terms" } }).layer,
    identity: memoryIdentities().layer,
  }
  return { mailbox, parts }
}

describe("the promise client", () => {
  const { mailbox, parts } = adapters()
  let monCompte: MonCompteClient
  beforeAll(async () => {
    monCompte = await createMonCompte(parts)
  })
  afterAll(() => monCompte.close())

  // Leaflet: migration.at-once
  it("migrates an account from the legacy password, with a code delivered in the background", async () => {
    const first = await monCompte.signIn({ identifier: NIR, password: "12345678" })
    if (first._tag !== "MigrationRequired") throw new Error(first._tag)
    const { ticket } = first
    const { version } = await monCompte.termsInForce().then((terms) => ("version" in terms ? terms : { version: "" }))
    expect(await monCompte.startMigration({ ticket })).toMatchObject({ _tag: "TermsPending" })
    expect(await monCompte.acceptTerms({ ticket, version })).toMatchObject({ _tag: "PasswordPending" })
    expect(await monCompte.choosePassword({ ticket, password: "azerty", confirmation: "azerty" })).toMatchObject({
      _tag: "PasswordRefused",
    })
    await monCompte.choosePassword({ ticket, password: "Azerty12", confirmation: "Azerty12" })
    await monCompte.sendCode({ ticket, contact: "ada@example.org" })
    const contact = parseContact("ada@example.org")
    if (!contact.ok) throw new Error("This is a contact.")
    const code = await expect.poll(() => mailbox.codeFor(contact.contact)).toMatch(/^\d{6}$/)
    void code
    const typed = mailbox.codeFor(contact.contact) ?? ""
    expect(await monCompte.confirmCode({ ticket, code: typed })).toEqual({ _tag: "Completed" })
    expect(await monCompte.signIn({ identifier: NIR, password: "Azerty12" })).toMatchObject({ _tag: "SignedIn" })
  })

  it("answers refusals as values that have a message and can be written as JSON", async () => {
    const refusal = await monCompte.signIn({ identifier: NIR, password: "wrong" })
    expect(JSON.parse(JSON.stringify(refusal))).toEqual({ _tag: "Refused" })
    if (refusal._tag !== "Refused") throw new Error(refusal._tag)
    expect(messageOf(refusal)).toContain("La connexion n’a pas abouti")
    expect(isRefusal(refusal)).toBe(true)
    expect(isRefusal(await monCompte.signIn({ identifier: NIR, password: "Azerty12" }))).toBe(false)
    expect(isRefusal(await monCompte.termsInForce())).toBe(false)
  })

  it("refuses nonsense from untyped callers", async () => {
    const untyped = monCompte as unknown as Record<string, (input?: unknown) => Promise<{ _tag: string }>>
    expect(await untyped["signIn"]?.()).toMatchObject({ _tag: "IdentifierRefused" })
    expect(await untyped["migrationProgress"]?.(null)).toMatchObject({ _tag: "TicketUnknown" })
  })
})

describe("a plain object as an adapter", () => {
  const open = async (changes: Partial<Adapters>) => createMonCompte({ ...adapters().parts, ...changes })

  it("can be the legacy system and the register of terms", async () => {
    const verified: Array<string> = []
    const monCompte = await open({
      legacy: {
        verify: async (nir, password) => {
          verified.push(`${nir}`)
          return password === "87654321" ? { _tag: "Matches", file: "f" } : { _tag: "Differs" }
        },
        verifyDecoy: async () => ({ _tag: "Differs" }),
      },
      terms: { inForce: async () => ({ version: "7", sha256: "00", text: { fr: "CGU", en: "Terms" } }) },
    })
    expect(await monCompte.signIn({ identifier: NIR, password: "87654321" })).toMatchObject({
      _tag: "MigrationRequired",
    })
    expect(await monCompte.termsInForce()).toMatchObject({ version: "7" })
    expect(verified).toHaveLength(1)
    expect(verified[0]).not.toContain("588157")
    await monCompte.close()
  })

  it("may have contacts on record, have none, or fail", async () => {
    const verify = async () => ({ _tag: "Differs" }) as const
    const answers = { verify, verifyDecoy: verify }
    const mailbox = memoryMailbox()
    const identifier = NIR
    const known = await open({
      legacy: { ...answers, contactsOf: async () => ({ file: "f", contacts: ["ada@example.org"] }) },
      notifier: mailbox.layer,
    })
    const started = await known.startRecovery({ identifier })
    if (started._tag !== "CodeSentIfKnown") throw new Error(started._tag)
    await expect.poll(() => mailbox.sent()).toHaveLength(1)
    await known.close()
    const unknown = await open({ legacy: answers })
    expect(await unknown.startRecovery({ identifier })).toMatchObject({ _tag: "CodeSentIfKnown" })
    await unknown.close()
    const failing = await open({ legacy: { ...answers, contactsOf: () => Promise.reject(new Error("no answer")) } })
    expect(await failing.startRecovery({ identifier })).toMatchObject({ _tag: "TryLater" })
    await failing.close()
  })

  it("that rejects or throws leads to TryLater, and no attempt is counted", async () => {
    const monCompte = await open({
      legacy: {
        verify: () => Promise.reject(new Error("no answer")),
        verifyDecoy: () => Promise.reject(new Error("no answer")),
      },
      terms: {
        inForce: () => {
          throw new Error("no answer")
        },
      },
    })
    for (let attempt = 0; attempt < 7; attempt += 1) {
      expect(await monCompte.signIn({ identifier: NIR, password: "12345678" })).toMatchObject({ _tag: "TryLater" })
    }
    expect(await monCompte.termsInForce()).toMatchObject({ _tag: "TryLater" })
    await monCompte.close()
  })

  it("is released by close, after which verbs reject", async () => {
    const monCompte = await open({})
    await monCompte.close()
    await expect(monCompte.signIn({ identifier: NIR, password: "x" })).rejects.toThrow()
  })
})

describe("a Standard Schema of an input", () => {
  const issues = async (name: keyof typeof schemas, value: unknown) => {
    const result = await schemas[name]["~standard"].validate(value)
    return result.issues?.map(({ message, path }) => `${path?.join(".")}: ${message}`) ?? []
  }

  it("accepts what its verb accepts", async () => {
    expect(await issues("signIn", { identifier: "1", password: "2" })).toEqual([])
    expect(await issues("sendCode", { ticket: "t", contact: "c", language: "en", commandId: "1" })).toEqual([])
  })

  it("names a wrong field by its path, and does not repeat its value", async () => {
    expect(await issues("signIn", { identifier: 269054958815780, password: ["secret"] })).toEqual([
      "identifier: Expected string",
      "password: Expected string",
    ])
    expect((await issues("sendCode", { ticket: "t", contact: "c", language: "secret" })).join()).not.toContain("secret")
    expect(await issues("confirmCode", null)).toEqual([": Expected object"])
  })

  it("exists for every verb that has an input", async () => {
    const monCompte = await createMonCompte(adapters().parts)
    const withoutInput = ["termsInForce", "close"]
    expect(Object.keys(schemas).sort()).toEqual(
      Object.keys(monCompte)
        .filter((name) => !withoutInput.includes(name))
        .sort(),
    )
    await monCompte.close()
  })
})

import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import { keyring } from "../../adapters/keyring/index.ts"
import { memoryIdentities, memoryTerms } from "../../adapters/memory/index.ts"
import { type PostgresOptions, postgresStorage } from "../../adapters/postgres/index.ts"
import { defaultPolicies, Policies } from "../../src/application/contract/policies.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { Wake } from "../../src/application/unit-of-work/wake.ts"
import { codePolicies } from "../../src/domain/challenge/code-policy.ts"
import { LegacyVerifier } from "../../src/ports/legacy-verifier.ts"
import { Notifier } from "../../src/ports/notifier.ts"
import { PasswordHasher } from "../../src/ports/password-hasher.ts"
import { Storage } from "../../src/ports/storage.ts"
import type { Person } from "./people.ts"

/** A carrier that passes each code to the code that waits for it. */
const createMailbox = () => {
  const waiting = new Map<string, (code: string) => void>()
  const arrived = new Map<string, number>()
  const layer = Layer.succeed(Notifier, {
    reaches: ["Email"],
    send: (notice) =>
      Effect.sync(() => {
        if (notice._tag !== "ConfirmationCode") return
        const address = notice.to.reveal()
        arrived.set(address, (arrived.get(address) ?? 0) + 1)
        waiting.get(address)?.(Redacted.value(notice.code))
      }),
  })
  const codeFor = (address: string) => new Promise<string>((resolve) => waiting.set(address, resolve))
  return { layer, codeFor, arrived }
}

/** The benchmarks do not measure the hasher and the legacy system, so these are fakes. Everything else is real. */
export const hash = Redacted.make(
  "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$0123456789012345678901234567890123456789012",
)
const hasher = Layer.succeed(PasswordHasher, {
  hash: () => Effect.succeed(hash),
  verify: (_, known) => Effect.succeed(known !== null),
  withPlace: <A, E, R>(work: Effect.Effect<A, E, R>) => work,
  isOutdated: () => false,
})
let files = 0
const legacy = Layer.succeed(LegacyVerifier, {
  verify: () => Effect.sync(() => ({ _tag: "Matches", file: `file-${++files}` })),
  verifyDecoy: Effect.succeed({ _tag: "Differs" } as const),
})

export const TERMS = "2026-1"

/** Mon Compte over PostgreSQL. `verbs` runs without delivery; with `ports` the caller can run it with delivery. */
export const createBenchContext = (
  options: PostgresOptions,
  wrap: (storage: Storage["Service"]) => Storage["Service"] = (real) => real,
) => createBenchContextOver(Layer.effect(Storage, Effect.map(postgresStorage(options).service, wrap)))

/** As `createBenchContext`, over any storage. */
export const createBenchContextOver = <E>(storage: Layer.Layer<Storage, E>) => {
  const mailbox = createMailbox()
  const terms = memoryTerms({ version: TERMS, text: { fr: "Conditions.", en: "Terms." } }).layer
  const policies = Layer.succeed(Policies, {
    ...defaultPolicies,
    codes: { ...codePolicies.standard, secondsBetweenSends: 0 },
  })
  const keys = keyring({ keys: [{ id: "1", secret: Uint8Array.from({ length: 32 }, (_, index) => index) }] })
  const ports = Layer.mergeAll(
    storage,
    terms,
    policies,
    hasher,
    legacy,
    mailbox.layer,
    keys.layer,
    memoryIdentities().layer,
  )
  const random = SecureRandom.layerWebCrypto
  const verbs = ManagedRuntime.make(MonCompte.verbs.pipe(Layer.provideMerge(Layer.mergeAll(ports, random, Wake.layer))))
  return { ...mailbox, verbs, ports }
}

/** Migrates a person up to the contact step, and returns the ticket. */
export const migrateToContactStep = Effect.fnUntraced(function* ({ legacy, nir, password }: Person) {
  const monCompte = yield* MonCompte
  const answer = yield* monCompte.signIn({ identifier: nir, password: legacy })
  if (answer._tag !== "MigrationRequired") return yield* Effect.die(new Error(answer._tag))
  const { ticket } = answer
  yield* monCompte.startMigration({ ticket })
  yield* monCompte.acceptTerms({ ticket, version: TERMS })
  yield* monCompte.choosePassword({ ticket, password, confirmation: password })
  return ticket
})

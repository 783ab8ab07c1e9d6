import { it } from "@effect/vitest"
import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import {
  memoryHasher,
  memoryIdentities,
  memoryIssuer,
  memoryKeys,
  memoryLegacy,
  memoryMailbox,
  memoryTerms,
} from "../../adapters/memory/index.ts"
import { Agency } from "../../src/application/agency.ts"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { Wake } from "../../src/application/unit-of-work/wake.ts"
import { PasswordHasher } from "../../src/ports/password-hasher.ts"
import { Storage } from "../../src/ports/storage.ts"
import { storyStorage } from "./story-storage.ts"

/** Random bytes that are the same in every run. For tests only: they are not secret. */
const seededRandom = (seed: number) => {
  let state = seed >>> 0
  return SecureRandom.make((size) =>
    Uint8Array.from({ length: size }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state >>> 24
    }),
  )
}

export const ADA = { nir: "2 69 05 49 588 157 80", legacy: "12345678", file: "file-1" }
export const BOB = { nir: "1 85 05 78 006 084 91", legacy: "87654321", file: "file-2" }
export const CGU = { fr: "Conditions générales, version 1.", en: "Terms of use, version 1." }
export const NEW_TERMS = { version: "2", text: { ...CGU, fr: "Conditions générales, version 2." } }
export const PASSWORD = "Azerty12"
export const MAIL = "ada@example.org"

export interface TestContextOptions {
  /** The kinds of contact that the notifier reaches. Default: both. */
  readonly reaches?: ReadonlyArray<"Email" | "Mobile"> | undefined
  readonly seed?: number | undefined
  /** The files of the legacy system. Default: Ada's and Bob's. */
  readonly files?: ReadonlyArray<typeof ADA & { readonly contacts?: ReadonlyArray<string> }> | undefined
  /** Wraps the storage of the verbs, for example to inject faults: `withConflicts`. */
  readonly wrapStorage?: ((storage: Storage["Service"]) => Storage["Service"]) | undefined
}

/** Mon Compte over adapters in memory, which a story can inspect and make fail. */
export const createTestContext = ({
  wrapStorage = (real) => real,
  files = [ADA, BOB],
  reaches,
  seed = 1,
}: TestContextOptions = {}) => {
  const storage = storyStorage()
  const mailbox = memoryMailbox({ reaches })
  const legacy = memoryLegacy(files.map(({ legacy, ...file }) => ({ ...file, password: legacy })))
  const terms = memoryTerms({ version: "1", text: CGU })
  const hasher = memoryHasher()
  /** Faults of the hasher. `meanwhile` runs during each verification, after the password was verified. */
  const hashing: { isOutdated: boolean; isUnreadable: boolean; meanwhile: Effect.Effect<void> } = {
    isOutdated: false,
    isUnreadable: false,
    meanwhile: Effect.void,
  }
  const faultyHasher = Layer.succeed(PasswordHasher, {
    ...hasher.service,
    isOutdated: () => hashing.isOutdated,
    verify: (password, hash) =>
      Effect.tap(
        hashing.isUnreadable
          ? Effect.die(new Error("A stored hash is unreadable."))
          : hasher.service.verify(password, hash),
        () => hashing.meanwhile,
      ),
  })
  const identities = memoryIdentities()
  const issuer = memoryIssuer()
  const keys = memoryKeys({ master: "for tests" })
  const ports = Layer.mergeAll(
    mailbox.layer,
    legacy.layer,
    terms.layer,
    faultyHasher,
    keys.layer,
    identities.layer,
    issuer.layer,
  )
  // One source for every layer of this context: a second one would repeat command ids.
  const random = Layer.succeed(SecureRandom.SecureRandom, seededRandom(seed))
  /** The verbs over another storage, and the other adapters of this context. */
  const layerWith = <E>(otherStorage: Layer.Layer<Storage, E>) =>
    Layer.merge(MonCompte.verbs, Agency.verbs).pipe(
      Layer.provideMerge(Layer.mergeAll(otherStorage, ports, random, Wake.layer)),
    )
  const layer = layerWith(Layer.succeed(Storage, wrapStorage(storage.service)))
  return { hashing, storage, mailbox, legacy, terms, hasher, identities, issuer, keys, layerWith, layer }
}

export type TestContext = ReturnType<typeof createTestContext>

/** The services that a story may use. */
export type StoryEnvironment = Layer.Success<TestContext["layer"]>

/** A test over a new test context, with a clock that only the test moves. */
export const story = <A, E>(
  title: string,
  test: (context: TestContext) => Effect.Effect<A, E, StoryEnvironment>,
  options?: TestContextOptions,
) =>
  it.effect(title, () => {
    const context = createTestContext(options)
    return Effect.provide(test(context), context.layer)
  })

/** The tag of the answer or of the refusal of a verb. */
export const tagOf = <R>(effect: Effect.Effect<{ readonly _tag: string }, { readonly _tag: string }, R>) =>
  Effect.match(effect, { onFailure: ({ _tag }): string => _tag, onSuccess: ({ _tag }): string => _tag })

/** Runs an effect that waits for the clock: moves it on by one millisecond until the effect ends. */
export const whileTimePasses = Effect.fnUntraced(function* <A, E, R>(effect: Effect.Effect<A, E, R>) {
  const fiber = yield* Effect.forkChild(effect)
  while (fiber.pollUnsafe() === undefined) {
    yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
    yield* TestClock.adjust("1 millis")
  }
  return yield* Fiber.join(fiber)
})

/** The stored password hashes, of drafts and of accounts. */
export const hashes = ({ storage }: TestContext) =>
  storage
    .snapshot()
    .rows.flatMap(({ aggregate, secret }) => (secret === null || aggregate.startsWith("data-key/") ? [] : [secret]))

/** The codes that were delivered, oldest first. */
export const codes = ({ mailbox }: TestContext) => mailbox.sent().map(({ code }) => Redacted.value(code))

/** Delivers all due messages, and reads the latest code. */
export const latestCode = (context: TestContext) =>
  Effect.map(deliverDue(), () => {
    const code = codes(context).at(-1)
    if (code === undefined) throw new Error("No code was delivered.")
    return code
  })

/** Signs in with the legacy password and starts the wizard. */
export const started = Effect.fnUntraced(function* (person: typeof ADA = ADA, resumes?: string) {
  const monCompte = yield* MonCompte
  const answer = yield* monCompte.signIn({ identifier: person.nir, password: person.legacy })
  if (answer._tag !== "MigrationRequired") throw new Error(`Unexpected answer: ${answer._tag}`)
  const step = yield* monCompte.startMigration({ ticket: answer.ticket, resumes })
  return { ticket: answer.ticket, step }
})

/** Goes through the wizard up to step 3: terms accepted, password chosen. */
export const atContact = Effect.fnUntraced(function* (person: typeof ADA = ADA) {
  const monCompte = yield* MonCompte
  const { ticket } = yield* started(person)
  yield* monCompte.acceptTerms({ ticket, version: "1" })
  yield* monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD })
  return ticket
})

/** Goes through the wizard up to the code: contact given, code sent. */
export const atCode = Effect.fnUntraced(function* (person: typeof ADA = ADA, contact: string = MAIL) {
  const monCompte = yield* MonCompte
  const ticket = yield* atContact(person)
  yield* monCompte.sendCode({ ticket, contact })
  return ticket
})

/** Completes the migration: an active account. Answers the ticket of the wizard, which begins with the account. */
export const migrated = (context: TestContext, person: typeof ADA = ADA, contact: string = MAIL) =>
  Effect.gen(function* () {
    const monCompte = yield* MonCompte
    const ticket = yield* atCode(person, contact)
    yield* monCompte.confirmCode({ ticket, code: yield* latestCode(context) })
    return ticket
  })

/** Opens one more session of a person who has migrated. */
export const session = Effect.fnUntraced(function* (person: typeof ADA = ADA, password: string = PASSWORD) {
  const monCompte = yield* MonCompte
  const answer = yield* monCompte.signIn({ identifier: person.nir, password })
  if (answer._tag !== "SignedIn") throw new Error(`Unexpected answer: ${answer._tag}`)
  return answer.session
})

/** Completes the migration and opens a session. */
export const signedIn = (context: TestContext, person: typeof ADA = ADA, contact: string = MAIL) =>
  Effect.andThen(migrated(context, person, contact), session(person))

/** The tag of the answer of a sign-in with this password. */
export const signInTag = (password: string, { nir }: Pick<typeof ADA, "nir"> = ADA) =>
  Effect.flatMap(MonCompte, (monCompte) => tagOf(monCompte.signIn({ identifier: nir, password })))

/** A wrong code. */
export const wrongCode = (right: string) => (right === "000000" ? "000001" : "000000")

/** Closes the account of a ticket or of a session, as an agent of the fund does. */
export const closeAccount = (ticket: string) =>
  Effect.flatMap(Agency, (agency) => agency.closeAccount({ agent: "Agent 7", person: ticket.slice(0, 36) }))

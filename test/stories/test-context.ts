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
import { deliverDue } from "../../src/application/delivery/deliver.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { execute, readAggregate, toChange } from "../../src/application/unit-of-work/aggregate.ts"
import { Wake } from "../../src/application/unit-of-work/wake.ts"
import * as Account from "../../src/domain/account/account.ts"
import { PasswordHasher } from "../../src/ports/password-hasher.ts"
import { Storage } from "../../src/ports/storage.ts"
import { storyStorage } from "./story-storage.ts"

/** Random bytes that are the same in every run. Not secret: for tests only. */
const seeded = (seed: number) => {
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
  /** The kinds of contact that can be written to: both, unless told otherwise. */
  readonly reaches?: ReadonlyArray<"Email" | "Mobile"> | undefined
  readonly seed?: number | undefined
  /** The files that the legacy system knows: Ada's and Bob's, unless told otherwise. */
  readonly files?: ReadonlyArray<typeof ADA & { readonly contacts?: ReadonlyArray<string> }> | undefined
  /** What is put between the services and the storage, such as `contended`. */
  readonly around?: ((storage: Storage["Service"]) => Storage["Service"]) | undefined
}

/** Everything around Mon Compte, in memory, at hand for a story to look at and to break. */
export const createTestContext = ({
  around = (real) => real,
  files = [ADA, BOB],
  reaches,
  seed = 1,
}: TestContextOptions = {}) => {
  const storage = storyStorage()
  const mailbox = memoryMailbox({ reaches })
  const legacy = memoryLegacy(files.map(({ legacy, ...file }) => ({ ...file, password: legacy })))
  const terms = memoryTerms({ version: "1", text: CGU })
  const hasher = memoryHasher()
  const hashing: { isOutdated: boolean; isUnreadable: boolean; meanwhile: Effect.Effect<void> } = {
    isOutdated: false,
    isUnreadable: false,
    meanwhile: Effect.void,
  }
  const watchedHasher = Layer.succeed(PasswordHasher, {
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
    watchedHasher,
    keys.layer,
    identities.layer,
    issuer.layer,
  )
  const random = Layer.sync(SecureRandom.SecureRandom, () => seeded(seed))
  /** Mon Compte over another storage, in the same world. */
  const over = <E>(kept: Layer.Layer<Storage, E>) =>
    Layer.merge(MonCompte.verbs, Agency.verbs).pipe(Layer.provideMerge(Layer.mergeAll(kept, ports, random, Wake.layer)))
  const layer = over(Layer.succeed(Storage, around(storage.service)))
  return { hashing, storage, mailbox, legacy, terms, hasher, identities, issuer, keys, over, layer }
}

export type TestContext = ReturnType<typeof createTestContext>

/** What a story may use. */
export type Inside = Layer.Success<TestContext["layer"]>

/** A story is told over a fresh world, under a clock that only the story moves. */
export const story = <A, E>(
  title: string,
  tell: (context: TestContext) => Effect.Effect<A, E, Inside>,
  options?: TestContextOptions,
) =>
  it.effect(title, () => {
    const context = createTestContext(options)
    return Effect.provide(tell(context), context.layer)
  })

/** How a verb ended: the tag of its answer or of its refusal. */
export const tagOf = <R>(effect: Effect.Effect<{ readonly _tag: string }, { readonly _tag: string }, R>) =>
  Effect.match(effect, { onFailure: ({ _tag }): string => _tag, onSuccess: ({ _tag }): string => _tag })

/** Runs an effect that may wait, letting a millisecond pass whenever nothing else moves it on. */
export const whileTimePasses = Effect.fnUntraced(function* <A, E, R>(effect: Effect.Effect<A, E, R>) {
  const fiber = yield* Effect.forkChild(effect)
  while (fiber.pollUnsafe() === undefined) {
    yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
    yield* TestClock.adjust("1 millis")
  }
  return yield* Fiber.join(fiber)
})

/** The password hashes that are held, of drafts and of accounts. */
export const hashes = ({ storage }: TestContext) =>
  storage
    .snapshot()
    .rows.flatMap(({ aggregate, secret }) => (secret === null || aggregate.startsWith("data-key/") ? [] : [secret]))

/** The codes that arrived, oldest first. */
export const codes = ({ mailbox }: TestContext) => mailbox.sent().map(({ code }) => Redacted.value(code))

/** The latest code, after everything due was delivered. */
export const latestCode = (context: TestContext) =>
  Effect.map(deliverDue(), () => {
    const code = codes(context).at(-1)
    if (code === undefined) throw new Error("No code arrived.")
    return code
  })

/** Signs in with the legacy password, and starts the wizard. */
export const started = Effect.fnUntraced(function* (person: typeof ADA = ADA, resumes?: string) {
  const monCompte = yield* MonCompte
  const answer = yield* monCompte.signIn({ identifier: person.nir, password: person.legacy })
  if (answer._tag !== "MigrationRequired") throw new Error(`Unexpected answer: ${answer._tag}`)
  const step = yield* monCompte.startMigration({ ticket: answer.ticket, resumes })
  return { ticket: answer.ticket, step }
})

/** Up to step 3: terms accepted, password chosen. */
export const atContact = Effect.fnUntraced(function* (person: typeof ADA = ADA) {
  const monCompte = yield* MonCompte
  const { ticket } = yield* started(person)
  yield* monCompte.acceptTerms({ ticket, version: "1" })
  yield* monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD })
  return ticket
})

/** Up to the code: contact given, code sent. */
export const atCode = Effect.fnUntraced(function* (person: typeof ADA = ADA, contact: string = MAIL) {
  const monCompte = yield* MonCompte
  const ticket = yield* atContact(person)
  yield* monCompte.sendCode({ ticket, contact })
  return ticket
})

/** All the way: an active account. */
export const migrated = (context: TestContext, person: typeof ADA = ADA, contact: string = MAIL) =>
  Effect.gen(function* () {
    const monCompte = yield* MonCompte
    const ticket = yield* atCode(person, contact)
    yield* monCompte.confirmCode({ ticket, code: yield* latestCode(context) })
    return ticket
  })

/** One more session of somebody who has migrated. */
export const session = Effect.fnUntraced(function* (person: typeof ADA = ADA, password: string = PASSWORD) {
  const monCompte = yield* MonCompte
  const answer = yield* monCompte.signIn({ identifier: person.nir, password })
  if (answer._tag !== "SignedIn") throw new Error(`Unexpected answer: ${answer._tag}`)
  return answer.session
})

/** An active account, and a session of it. */
export const signedIn = (context: TestContext, person: typeof ADA = ADA, contact: string = MAIL) =>
  Effect.andThen(migrated(context, person, contact), session(person))

/** How a sign-in with this password ends. */
export const enter = (password: string, { nir }: Pick<typeof ADA, "nir"> = ADA) =>
  Effect.flatMap(MonCompte, (monCompte) => tagOf(monCompte.signIn({ identifier: nir, password })))

/** A code that is not the right one. */
export const wrongCode = (right: string) => (right === "000000" ? "000001" : "000000")

/** Closes the account as an agent of the fund would. */
export const close = ({ storage: { service } }: TestContext, ticket: string) =>
  Effect.gen(function* () {
    const id = `account/${ticket.slice(0, 36)}` as const
    const { rows } = yield* service.load([id])
    const account = yield* readAggregate(Account.machine, id, rows[0])
    const closed = yield* Effect.fromResult(execute(account, { _tag: "Close", at: 0 }))
    const commit = { commandId: "close", at: 0, changes: [toChange(closed)] as const, guards: [], claims: [] }
    yield* service.commit({ ...commit, messages: [], answer: { _tag: "Closed" } })
  })

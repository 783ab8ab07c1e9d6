import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import { BOB_ID, family } from "../../../../test/stories/family-with-identities.ts"
import {
  ADA,
  migrated,
  PASSWORD,
  signedIn,
  story,
  type TestContext,
  tagOf,
  whileTimePasses,
} from "../../../../test/stories/test-context.ts"
import { Storage } from "../../../ports/storage.ts"
import { withConflicts } from "../../../testing/faults/storage.ts"
import { MonCompte } from "../../mon-compte.ts"

/** Several processes over one database: each has its own verbs, and its own line of attempts. */
const processes = ({ storage }: TestContext, count: number) =>
  Effect.forEach(Array(count), () =>
    MonCompte.pipe(
      Effect.provide(
        Layer.fresh(MonCompte.verbs).pipe(Layer.provide(Layer.succeed(Storage, withConflicts({ ...storage.service })))),
      ),
    ),
  )

type Service = Effect.Success<ReturnType<typeof processes>>[number]

/** Sign-ins at once, in turn by each process. */
const atOnce = (services: ReadonlyArray<Service>, passwords: ReadonlyArray<string>, identifier: string = ADA.nir) =>
  whileTimePasses(
    Effect.forEach(
      passwords.flatMap((password, index) => {
        const service = services[index % services.length]
        return service === undefined ? [] : [{ service, password }]
      }),
      ({ password, service }) => tagOf(service.signIn({ identifier, password })),
      { concurrency: "unbounded" },
    ),
  )

const count = (tags: ReadonlyArray<string>, tag: string) => tags.filter((other) => other === tag).length

describe("sign-ins of one person at the same moment in several processes", () => {
  story("all pass with the right password: twenty of them in four processes (Keycloak 48272)", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      const services = yield* processes(context, 4)
      expect(count(yield* atOnce(services, Array(20).fill(PASSWORD)), "SignedIn")).toBe(20)
    }),
  )

  story("all pass after four wrong passwords, with the legacy password, and from a remembered browser", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const services = yield* processes(context, 3)
      expect(count(yield* atOnce(services, Array(9).fill(ADA.legacy)), "MigrationRequired")).toBe(9)
      const { device } = yield* monCompte.rememberMe({ session: yield* signedIn(context) })
      for (const identifier of [ADA.nir, device]) {
        for (let guess = 0; guess < 4; guess += 1) {
          expect(yield* tagOf(monCompte.signIn({ identifier, password: "Pas celui1" }))).toBe("Refused")
        }
        expect(count(yield* atOnce(services, Array(9).fill(PASSWORD), identifier), "SignedIn")).toBe(9)
      }
    }),
  )

  story("have their wrong passwords summed: five are verified of sixty, and then the right one waits", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      const services = yield* processes(context, 4)
      const before = context.hasher.verifications() - context.hasher.decoys()
      const tags = yield* atOnce(
        services,
        Array.from({ length: 60 }, (_, index) => `Pas celui${index}`),
      )
      expect(new Set(tags)).toEqual(new Set(["Refused"]))
      expect(context.hasher.verifications() - context.hasher.decoys() - before).toBe(5)
      // Each is decided, so no process waits for another one.
      for (const service of services) {
        expect(yield* tagOf(service.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("Refused")
      }
      yield* TestClock.adjust("2 minutes")
      expect(count(yield* atOnce(services, Array(8).fill(PASSWORD)), "SignedIn")).toBe(8)
    }),
  )

  story("count an attempt of a process that was killed as a wrong one, after a minute", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      const [killed, other] = yield* processes(context, 2)
      if (killed === undefined || other === undefined) return
      for (let attempt = 0; attempt < 4; attempt += 1) {
        yield* tagOf(killed.signIn({ identifier: ADA.nir, password: "Pas celui1" }))
      }
      context.hashing.meanwhile = Effect.never
      const committed = context.storage.commits()
      // It never ends, as in a process that was killed while it verified.
      yield* Effect.forkDetach(tagOf(killed.signIn({ identifier: ADA.nir, password: "Pas celui1" })))
      while (context.storage.commits() === committed) {
        yield* Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 5)))
      }
      context.hashing.meanwhile = Effect.void
      yield* TestClock.adjust("1 minute")
      const right = tagOf(other.signIn({ identifier: ADA.nir, password: PASSWORD }))
      expect(yield* right).toBe("Refused")
      yield* TestClock.adjust("1 minute")
      expect(yield* right).toBe("SignedIn")
    }),
  )
})

describe("proofs of identity of one person at the same moment in two processes", () => {
  story("all pass, twelve of them, also after four wrong ones", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      const services = yield* processes(context, 2)
      for (let guess = 0; guess < 4; guess += 1) {
        expect(yield* tagOf(monCompte.createAccount({ ...BOB_ID, birthName: "Autre" }))).toBe("CreationRefused")
      }
      const tags = yield* whileTimePasses(
        Effect.forEach(
          services.flatMap((service) => Array<Service>(6).fill(service)),
          (service) => tagOf(service.createAccount(BOB_ID)),
          { concurrency: "unbounded" },
        ),
      )
      expect(tags).toEqual(Array(12).fill("CreationOpened"))
    }),
  )
})

describe("the current password of one person, typed again at the same moment", () => {
  const contacts = Array.from({ length: 9 }, (_, index) => `new${index}@example.org`)

  story("is right each time, nine times in one process, and none waits", (context) =>
    Effect.gen(function* () {
      const session = yield* signedIn(context)
      const [service] = yield* processes(context, 1)
      const changes = contacts.map((contact) => service?.changeContact({ session, current: PASSWORD, contact }))
      const tags = yield* whileTimePasses(
        Effect.forEach(changes, (change) => (change === undefined ? Effect.succeed("") : tagOf(change)), {
          concurrency: "unbounded",
        }),
      )
      expect(tags).toEqual(Array(9).fill("ContactCodeSent"))
    }),
  )

  story("is right each time in three processes, also after four wrong ones", (context) =>
    Effect.gen(function* () {
      const session = yield* signedIn(context)
      const services = yield* processes(context, 3)
      const [first] = services
      for (let guess = 0; guess < 4; guess += 1) {
        if (first === undefined) continue
        const change = first.changeContact({ session, current: "Pas celui1", contact: "new@example.org" })
        expect(yield* tagOf(change)).toBe("PasswordWrong")
      }
      const changes = contacts.map((contact, index) =>
        services[index % 3]?.changeContact({ session, current: PASSWORD, contact }),
      )
      const tags = yield* whileTimePasses(
        Effect.forEach(changes, (change) => (change === undefined ? Effect.succeed("") : tagOf(change)), {
          concurrency: "unbounded",
        }),
      )
      expect(tags).toEqual(Array(9).fill("ContactCodeSent"))
    }),
  )

  story("is wrong at most five times of thirty in three processes, and then the right one waits", (context) =>
    Effect.gen(function* () {
      const session = yield* signedIn(context)
      const services = yield* processes(context, 3)
      const tags = yield* whileTimePasses(
        Effect.forEach(
          services.flatMap((service) => Array<Service>(10).fill(service)),
          (service) => tagOf(service.changeContact({ session, current: "Pas celui1", contact: "new@example.org" })),
          { concurrency: "unbounded" },
        ),
      )
      expect([count(tags, "PasswordWrong"), count(tags, "Waiting")]).toEqual([5, 25])
      for (const service of services) {
        const change = service.changeContact({ session, current: PASSWORD, contact: "new@example.org" })
        expect(yield* tagOf(change)).toBe("Waiting")
      }
    }),
  )

  story("changes the password once, and no other of eight waits", (context) =>
    Effect.gen(function* () {
      const session = yield* signedIn(context)
      const services = yield* processes(context, 2)
      const next = { password: "Nouveau34", confirmation: "Nouveau34" }
      const tags = yield* whileTimePasses(
        Effect.forEach(
          services.flatMap((service) => Array<Service>(4).fill(service)),
          (service) => tagOf(service.changePassword({ session, current: PASSWORD, ...next })),
          { concurrency: "unbounded" },
        ),
      )
      expect([count(tags, "PasswordChanged"), count(tags, "SessionOver")]).toEqual([1, 7])
    }),
  )
})

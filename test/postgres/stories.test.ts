import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { migrate } from "../../adapters/postgres/migrate.ts"
import type { PostgresOptions } from "../../adapters/postgres/options.ts"
import { postgresStorage } from "../../adapters/postgres/storage.ts"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { blindIndexes } from "../../src/application/secrets/blind-index.ts"
import { Storage } from "../../src/ports/storage.ts"
import { createTestContext, type StoryEnvironment, tagOf } from "../stories/test-context.ts"
import { emptyPGlite } from "./pglite.ts"
import { serverOrNull, type TestServer } from "./server.ts"

/** The NIRs of invented persons, one for each story. */
const NIRS = ["269054958815780", "185057800608491", "284058832102532"] as const
const files = NIRS.map((nir, index) => ({ nir, legacy: "12345678", file: `file-${index}` }))

const PASSWORD = "Azerty12"

/** The test context of the stories, over PostgreSQL and the real clock. */
const contextOver = (options: PostgresOptions) => {
  const context = createTestContext({ files })
  const storage = postgresStorage(options).layer
  return { context, runtime: ManagedRuntime.make(context.layerWith(Layer.orDie(storage))) }
}

/** Migrates a person up to the code, and returns the code and the ticket. */
const migrateToCode = (context: ReturnType<typeof createTestContext>, identifier: string, contact: string) =>
  Effect.gen(function* () {
    const monCompte = yield* MonCompte
    const answer = yield* monCompte.signIn({ identifier, password: "12345678" })
    if (answer._tag !== "MigrationRequired") throw new Error(answer._tag)
    const { ticket } = answer
    yield* monCompte.startMigration({ ticket })
    yield* monCompte.acceptTerms({ ticket, version: "1" })
    yield* monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD })
    yield* monCompte.sendCode({ ticket, contact })
    yield* deliverDue()
    const code = Redacted.value((context.mailbox.sent().at(-1) as { readonly code: Redacted.Redacted<string> }).code)
    return { ticket, code }
  })

const defineStories = (current: () => ReturnType<typeof contextOver>, concurrency: number) => {
  const run = <A, E>(effect: Effect.Effect<A, E, StoryEnvironment>) => current().runtime.runPromise(effect)

  it("signs in a migrated person with the new password only", () =>
    run(
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { code, ticket } = yield* migrateToCode(current().context, NIRS[0], "one@example.org")
        expect(yield* monCompte.confirmCode({ ticket, code, commandId: "confirm" })).toEqual({ _tag: "Completed" })
        expect(yield* monCompte.confirmCode({ ticket, code, commandId: "confirm" })).toEqual({ _tag: "Completed" })
        expect(yield* tagOf(monCompte.signIn({ identifier: NIRS[0], password: PASSWORD }))).toBe("SignedIn")
        expect(yield* tagOf(monCompte.signIn({ identifier: NIRS[0], password: "12345678" }))).toBe("Refused")
      }),
    ))

  it(`accepts one of ${concurrency} concurrent right codes, with one event in the journal`, () =>
    run(
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { code, ticket } = yield* migrateToCode(current().context, NIRS[1], "two@example.org")
        const answers = yield* Effect.forEach(
          Array(concurrency),
          () => tagOf(monCompte.confirmCode({ ticket, code })),
          { concurrency: "unbounded" },
        )
        expect(answers.filter((tag) => tag === "Completed")).toHaveLength(1)
        const storage = yield* Storage
        const events = yield* storage.journal(`challenge/${ticket.slice(0, 36)}.migration`)
        expect(events.filter(({ _tag }) => _tag === "Proved")).toHaveLength(1)
      }),
    ))

  it(`verifies at most five of ${4 * concurrency} concurrent wrong passwords`, () =>
    run(
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const guesses = Array.from({ length: 4 * concurrency }, (_, guess) => String(guess).padStart(8, "0"))
        const signIn = (password: string) => tagOf(monCompte.signIn({ identifier: NIRS[2], password }))
        const answers = yield* Effect.forEach(guesses, signIn, { concurrency: "unbounded" })
        expect(answers).not.toContain("MigrationRequired")
        const [index] = yield* Effect.provide(blindIndexes("nir", [NIRS[2].slice(0, 13)]), current().context.keys.layer)
        const journal = yield* (yield* Storage).journal(`lock-out/${index}`)
        expect(journal.filter(({ _tag }) => _tag === "Reserved")).toHaveLength(5)
        expect(yield* signIn("12345678")).toBe("Refused")
      }),
    ))
}

describe("the embedded storage", () => {
  let pglite: Awaited<ReturnType<typeof emptyPGlite>>
  let opened: ReturnType<typeof contextOver>
  beforeAll(async () => {
    pglite = await emptyPGlite()
    opened = contextOver({ pglite })
  })
  afterAll(async () => {
    await opened.runtime.dispose()
    await pglite.close()
  })
  defineStories(() => opened, 10)
})

const server: TestServer | null = await serverOrNull()

describe.skipIf(server === null)("the storage on a real server", () => {
  let opened: ReturnType<typeof contextOver>
  beforeAll(async () => {
    if (server === null) return
    await Effect.runPromise(migrate({ url: server.url }))
    opened = contextOver({ url: server.url })
  })
  afterAll(async () => {
    await opened?.runtime.dispose()
    await server?.stop()
  })
  defineStories(() => opened, 50)
})

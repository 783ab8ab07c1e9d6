import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Agency } from "../../src/application/agency.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import type { Storage, StorageDown } from "../../src/ports/storage.ts"
import { CLEO, couple, FILE } from "./family.ts"
import {
  ADA,
  atCode,
  BOB,
  createTestContext,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  started,
  tagOf,
} from "./test-context.ts"

type Store = Storage["Service"]

/** What was asked of the storage since it was last looked at. */
const counting = () => {
  const asked: Array<string> = []
  const noting =
    (name: string, call: (...given: ReadonlyArray<never>) => Effect.Effect<unknown, StorageDown>) =>
    (...given: ReadonlyArray<never>) =>
      Effect.suspend(() => {
        asked.push(name)
        return call(...given)
      })
  // One by one from the storage's own calls, which the compiler cannot follow through `Object.entries`.
  const around = (real: Store) =>
    Object.fromEntries(
      Object.entries(real).map(([name, call]) => [name, noting(name, call as Parameters<typeof noting>[1])]),
    ) as unknown as Store
  return { around, since: () => asked.splice(0) }
}

const told = <A, E, R>(
  title: string,
  tell: (since: () => ReadonlyArray<string>, context: ReturnType<typeof createTestContext>) => Effect.Effect<A, E, R>,
) =>
  it.effect(title, () => {
    const { around, since } = counting()
    const context = createTestContext({ around })
    return Effect.provide(tell(since, context) as Effect.Effect<A, E>, context.layer)
  })

const TWO = ["load", "commit"]

describe("round trips to the storage", () => {
  told("are two for every command of the wizard, one of them a commit", (since, context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy })
      if (answer._tag !== "MigrationRequired") return expect.fail(answer._tag)
      const { ticket } = answer
      since()
      const seen: Record<string, ReadonlyArray<string>> = {}
      const see = <A, E, R>(verb: string, work: Effect.Effect<A, E, R>) =>
        Effect.map(work, (result) => {
          seen[verb] = since()
          return result
        })
      yield* see("startMigration", monCompte.startMigration({ ticket }))
      yield* see("acceptTerms", monCompte.acceptTerms({ ticket, version: "1" }))
      yield* see("goBack", monCompte.goBack({ ticket }))
      yield* monCompte.acceptTerms({ ticket, version: "1" })
      since()
      yield* see("choosePassword", monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD }))
      yield* see("sendCode", monCompte.sendCode({ ticket, contact: MAIL }))
      yield* TestClock.adjust("1 minute")
      yield* see("resendCode", monCompte.resendCode({ ticket }))
      yield* TestClock.adjust("1 minute")
      yield* see("resendCode, once more", monCompte.resendCode({ ticket }))
      const code = yield* latestCode(context)
      since()
      yield* see(
        "confirmCode, wrong",
        tagOf(monCompte.confirmCode({ ticket, code: code === "000000" ? "000001" : "000000" })),
      )
      yield* see("confirmCode", monCompte.confirmCode({ ticket, code }))
      const other = yield* started(BOB)
      since()
      yield* see("refuseTerms", monCompte.refuseTerms({ ticket: other.ticket }))
      const third = yield* started(BOB)
      since()
      yield* see("abandonMigration", monCompte.abandonMigration({ ticket: third.ticket }))
      expect(seen).toEqual(Object.fromEntries(Object.keys(seen).map((verb) => [verb, TWO])))
      expect(Object.keys(seen)).toHaveLength(11)
    }),
  )

  told("are one for progress, which changes nothing", (since) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      since()
      yield* monCompte.migrationProgress({ ticket })
      expect(since()).toEqual(["load"])
    }),
  )

  told(
    "are two for each of the two commands of a sign-in: a try is counted before the password is looked at",
    (since, context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const TRY = ["loadOwner", "commit"]
        yield* monCompte.signIn({ identifier: ADA.nir, password: "wrong" }).pipe(Effect.ignore)
        expect(since()).toEqual(TRY)
        yield* migrated(context)
        since()
        yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })
        expect(since()).toEqual([...TRY, ...TWO])
        yield* monCompte.signIn({ identifier: BOB.nir, password: BOB.legacy })
        // Whoever is about to get an account may have got one meanwhile.
        expect(since()).toEqual([...TRY, "loadOwner", "commit"])
      }),
  )

  told("are more where somebody else wrote to the same contact meanwhile, and its count is kept to", (since, context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ada = yield* atCode(ADA, MAIL)
      yield* atCode(BOB, MAIL)
      yield* TestClock.adjust("1 minute")
      since()
      const resending = yield* Effect.forkChild(monCompte.resendCode({ ticket: ada }))
      while (resending.pollUnsafe() === undefined) {
        yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
        yield* TestClock.adjust("1 millis")
      }
      expect(since()).toEqual(["load", "commit", "load", "load", "commit"])
      const counts = context.storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith("send-allowance/"))
      expect(counts.map(({ state }) => state?.["sentAt"])).toEqual([[0, 0, expect.any(Number)]])
    }),
  )

  told("are for all other verbs what is written here, and each command is one commit", (since, context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { adas, brunos, ids } = yield* couple(context)
      const { session } = adas
      context.identities.enrol({ ...CLEO, identifier: CLEO.nir })
      const seen: Record<string, ReadonlyArray<string>> = {}
      const see = <A, E, R>(verb: string, work: Effect.Effect<A, E, R>) =>
        Effect.suspend(() => {
          since()
          return Effect.map(work, (result) => {
            seen[verb] = since()
            return result
          })
        })
      yield* see("whoAmI", monCompte.whoAmI({ session }))
      yield* see("listSessions", monCompte.listSessions({ session }))
      const { device } = yield* see("rememberMe", monCompte.rememberMe({ session }))
      yield* see("signIn, remembered", monCompte.signIn({ identifier: device, password: PASSWORD }))
      const { identifier, ...who } = { ...CLEO, identifier: CLEO.nir }
      yield* see("createAccount", monCompte.createAccount({ ...who, identifier }))
      yield* see("changeContact", monCompte.changeContact({ session, current: PASSWORD, contact: "new@example.org" }))
      const code = yield* latestCode(context)
      yield* see("confirmContact", monCompte.confirmContact({ session, code }))
      yield* see("grantDelegation", monCompte.grantDelegation(adas))
      yield* see("recordAction", monCompte.recordAction({ ...brunos, action: "ViewFile" }))
      yield* see("explainRight", monCompte.explainRight({ ...brunos, action: "ViewFile" }))
      yield* see("listMyFiles", monCompte.listMyFiles(brunos))
      yield* see("declareSeparation", monCompte.declareSeparation({ ...adas, fact: "2026-01-01" }))
      const anew = { password: "Nouveau34", confirmation: "Nouveau34" }
      yield* see("changePassword", monCompte.changePassword({ session, current: PASSWORD, ...anew }))
      const { ticket } = yield* see("startRecovery", monCompte.startRecovery({ identifier: ADA.nir }))
      const recovery = yield* latestCode(context)
      yield* see("confirmRecovery", monCompte.confirmRecovery({ ticket, code: recovery }))
      const other = { password: "Retrouve56", confirmation: "Retrouve56" }
      yield* see("chooseRecoveredPassword", monCompte.chooseRecoveredPassword({ ticket, ...other }))
      const by = { agent: "agent-7" }
      const provisional = yield* see("issueProvisional", agency.issueProvisional(by))
      const nir = "2 90 01 75 101 003"
      yield* see("recordNir", agency.recordNir({ ...by, person: provisional.person, nir }))
      yield* see("recordDeath", agency.recordDeath({ ...by, file: FILE, person: ids.dora, on: "2026-01-01" }))
      const told = Object.fromEntries(Object.entries(seen).map(([verb, asked]) => [verb, asked.join(" ")]))
      // Whom a file is about is known only once it was read: those verbs read again.
      expect(told).toEqual({
        whoAmI: "load",
        listSessions: "load",
        rememberMe: "load load commit",
        "signIn, remembered": "load load loadOwner commit load commit",
        createAccount: "loadOwner commit load load commit",
        changeContact: "load load commit commit load",
        confirmContact: "load commit load",
        grantDelegation: "load load commit load load",
        recordAction: "load load commit load",
        explainRight: "load load",
        listMyFiles: "load load",
        declareSeparation: "load load load load load commit",
        changePassword: "load load commit commit",
        startRecovery: "find load load commit",
        confirmRecovery: "load load commit",
        chooseRecoveredPassword: "load load load commit",
        issueProvisional: "load commit load",
        recordNir: "load load find commit",
        recordDeath: "load load load commit load",
      })
    }),
  )
})

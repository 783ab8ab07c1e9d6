import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Agency } from "../../src/application/agency.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { AGENT, CLEO, couple, FILE } from "./family.ts"
import { readingAfterCommit, recordingCalls, recordingVerbs } from "./recorded-calls.ts"
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

const recordedStory = <A, E, R>(
  title: string,
  test: (since: () => ReadonlyArray<string>, context: ReturnType<typeof createTestContext>) => Effect.Effect<A, E, R>,
) =>
  it.effect(title, () => {
    const { wrapStorage, since } = recordingCalls()
    const context = createTestContext({ wrapStorage: wrapStorage })
    return Effect.provide(test(since, context) as Effect.Effect<A, E>, context.layer)
  })

describe("round trips to the storage", () => {
  recordedStory(
    "are a load and a commit for every command of the wizard, and one load more for the last, which clears the counters",
    (since, context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy })
        if (answer._tag !== "MigrationRequired") return expect.fail(answer._tag)
        const { ticket } = answer
        const { byVerb, record } = recordingVerbs(since)
        yield* record("startMigration", monCompte.startMigration({ ticket }))
        yield* record("acceptTerms", monCompte.acceptTerms({ ticket, version: "1" }))
        yield* record("goBack", monCompte.goBack({ ticket }))
        yield* monCompte.acceptTerms({ ticket, version: "1" })
        yield* record(
          "choosePassword",
          monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD }),
        )
        yield* record("sendCode", monCompte.sendCode({ ticket, contact: MAIL }))
        yield* TestClock.adjust("1 minute")
        yield* record("resendCode", monCompte.resendCode({ ticket }))
        yield* TestClock.adjust("1 minute")
        yield* record("resendCode, again", monCompte.resendCode({ ticket }))
        const code = yield* latestCode(context)
        yield* record(
          "confirmCode, wrong",
          tagOf(monCompte.confirmCode({ ticket, code: code === "000000" ? "000001" : "000000" })),
        )
        yield* record("confirmCode", monCompte.confirmCode({ ticket, code }))
        const other = yield* started(BOB)
        yield* record("refuseTerms", monCompte.refuseTerms({ ticket: other.ticket }))
        const third = yield* started(BOB)
        yield* record("abandonMigration", monCompte.abandonMigration({ ticket: third.ticket }))
        const each = Object.fromEntries(Object.keys(byVerb).map((verb) => [verb, "load commit"]))
        expect(byVerb).toEqual({ ...each, confirmCode: "load load commit" })
        expect(Object.keys(byVerb)).toHaveLength(11)
      }),
  )

  recordedStory("are one load for the progress of the migration, which changes nothing", (since) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      since()
      yield* monCompte.migrationProgress({ ticket })
      expect(since()).toEqual(["load"])
    }),
  )

  recordedStory(
    "are two for each of the two commands of a sign-in: the attempt is counted before the password is verified",
    (since, context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const ATTEMPT = ["loadOwner", "commit"]
        yield* monCompte.signIn({ identifier: ADA.nir, password: "wrong" }).pipe(Effect.ignore)
        // A wrong attempt is recorded as decided, so that no other process waits for it.
        expect(since()).toEqual([...ATTEMPT, "load", "commit"])
        yield* migrated(context)
        since()
        yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })
        expect(since()).toEqual([...ATTEMPT, "load", "commit"])
        yield* monCompte.signIn({ identifier: BOB.nir, password: BOB.legacy })
        // The owner of the identifier may have got an account since the attempt was counted.
        expect(since()).toEqual([...ATTEMPT, "loadOwner", "commit"])
      }),
  )

  recordedStory(
    "are repeated when another person sent to the same contact, so that no message is uncounted",
    (since, context) =>
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
        const counts = context.storage
          .snapshot()
          .rows.filter(({ aggregate }) => aggregate.startsWith("send-allowance/"))
        expect(counts.map(({ state }) => state?.["sentAt"])).toEqual([[0, 0, expect.any(Number)]])
      }),
  )

  recordedStory("are these for the verbs of one person", (since, context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { adas } = yield* couple(context)
      const { session } = adas
      context.identities.enrol({ ...CLEO, identifier: CLEO.nir })
      const { byVerb, record } = recordingVerbs(since)
      yield* record("whoAmI", monCompte.whoAmI({ session }))
      yield* record("listSessions", monCompte.listSessions({ session }))
      const { device } = yield* record("rememberMe", monCompte.rememberMe({ session }))
      yield* record("signIn, remembered", monCompte.signIn({ identifier: device, password: PASSWORD }))
      yield* record("createAccount", monCompte.createAccount({ ...CLEO, identifier: CLEO.nir }))
      yield* record(
        "changeContact",
        monCompte.changeContact({ session, current: PASSWORD, contact: "new@example.org" }),
      )
      const code = yield* latestCode(context)
      yield* record("confirmContact", monCompte.confirmContact({ session, code }))
      const changed = { password: "Nouveau34", confirmation: "Nouveau34" }
      yield* record("changePassword", monCompte.changePassword({ session, current: PASSWORD, ...changed }))
      const { ticket } = yield* record("startRecovery", monCompte.startRecovery({ identifier: ADA.nir }))
      const recovery = yield* latestCode(context)
      yield* record("confirmRecovery", monCompte.confirmRecovery({ ticket, code: recovery }))
      const recovered = { password: "Retrouve56", confirmation: "Retrouve56" }
      yield* record("chooseRecoveredPassword", monCompte.chooseRecoveredPassword({ ticket, ...recovered }))
      const provisional = yield* record("issueProvisional", agency.issueProvisional({ agent: AGENT }))
      const nir = "2 90 01 75 101 003"
      yield* record("recordNir", agency.recordNir({ agent: AGENT, person: provisional.person, nir }))
      expect(byVerb).toEqual({
        whoAmI: "load",
        listSessions: "load",
        rememberMe: "load commit",
        "signIn, remembered": "load loadOwner commit load commit",
        createAccount: "loadOwner commit load load commit",
        changeContact: "load load commit commit",
        confirmContact: "load commit",
        changePassword: "load load commit load load commit",
        startRecovery: "find load load commit",
        confirmRecovery: "load load commit",
        chooseRecoveredPassword: "load load load commit",
        issueProvisional: "load commit",
        recordNir: "load loadOwner load load load commit",
      })
      expect(readingAfterCommit(byVerb)).toEqual([])
    }),
  )

  recordedStory(
    "are at most four for the verbs of a household, five for a death, and none follows the commit",
    (since, context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const agency = yield* Agency
        const { adas, brunos, ids } = yield* couple(context)
        const by = { agent: AGENT, file: FILE }
        const { byVerb, record } = recordingVerbs(since)
        yield* record("openFile, by number", agency.openFile({ ...by, file: BOB.file, holder: BOB.nir }))
        yield* record(
          "formCouple, by a new number",
          agency.formCouple({ ...by, file: BOB.file, spouse: "2 90 01 75 101 003" }),
        )
        yield* record("addChild, without a number", agency.addChild({ ...by, file: BOB.file, birth: "2020-01-01" }))
        yield* record("removeMember, by id", agency.removeMember({ ...by, person: ids.evan, cause: "LeftHome" }))
        yield* record("addChild, by id", agency.addChild({ ...by, person: ids.evan, birth: "2015-02-03" }))
        yield* record("grantDelegation", monCompte.grantDelegation({ ...adas, commandId: "grant" }))
        yield* record("grantDelegation, replayed", monCompte.grantDelegation({ ...adas, commandId: "grant" }))
        const view = { ...brunos, action: "ViewFile", commandId: "view" } as const
        yield* record("recordAction", monCompte.recordAction(view))
        yield* record("recordAction, replayed", monCompte.recordAction(view))
        yield* record("explainRight", monCompte.explainRight({ ...brunos, action: "ViewFile" }))
        yield* record("listActions", monCompte.listActions(brunos))
        yield* record("listMyFiles", monCompte.listMyFiles(brunos))
        yield* record("getFile", agency.getFile({ file: FILE }))
        yield* record("migrationFigures", agency.migrationFigures({}))
        yield* record("listWork", agency.listWork({ start: 0 }))
        yield* record("revokeDelegation", monCompte.revokeDelegation(adas))
        yield* monCompte.grantDelegation(adas)
        yield* record("renounceDelegation", monCompte.renounceDelegation(brunos))
        yield* monCompte.grantDelegation(adas)
        yield* record(
          "changeHolder, with a delegation",
          agency.changeHolder({ ...by, to: ids.bruno, cause: "Agreement" }),
        )
        const bobs = { ...by, file: BOB.file, person: BOB.nir, fact: "2026-01-01" }
        yield* record("declareSeparation, by an agent", agency.declareSeparation(bobs))
        yield* record("declareSeparation", monCompte.declareSeparation({ ...adas, fact: "2026-01-01" }))
        yield* record("declareSeparation, again", monCompte.declareSeparation({ ...adas, fact: "2026-01-01" }))
        yield* record("recordDeath", agency.recordDeath({ ...by, person: ids.dora, on: "2026-01-01" }))
        yield* record("closeFile", agency.closeFile({ ...by, cause: "NoMoreRights" }))
        expect(byVerb).toEqual({
          "openFile, by number": "loadOwner load commit",
          "formCouple, by a new number": "loadOwner load commit",
          "addChild, without a number": "load load commit",
          "removeMember, by id": "load load commit",
          "addChild, by id": "load load commit",
          grantDelegation: "load load commit",
          "grantDelegation, replayed": "load load load",
          recordAction: "load load commit",
          "recordAction, replayed": "load journalPage load load",
          explainRight: "load load",
          // The journals are read at the same time.
          listActions: "load load journalPage journalPage journalPage journalPage",
          listMyFiles: "load load load",
          getFile: "load",
          migrationFigures: "list load",
          listWork: "journalWindow",
          revokeDelegation: "load load commit",
          renounceDelegation: "load load commit",
          "changeHolder, with a delegation": "load load commit",
          "declareSeparation, by an agent": "loadOwner load commit",
          declareSeparation: "load load commit",
          "declareSeparation, again": "load commit",
          recordDeath: "load load load load commit",
          closeFile: "load load commit",
        })
        expect(readingAfterCommit(byVerb)).toEqual([])
        const longer = Object.entries(byVerb).filter(([, calls]) => calls.split(" ").length > 4)
        // The pages of journals are read at the same time, and so are the partner and the space of a person who died.
        expect(longer.map(([verb]) => verb)).toEqual(["listActions", "recordDeath"])
      }),
  )
})

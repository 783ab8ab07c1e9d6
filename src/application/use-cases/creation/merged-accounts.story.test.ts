import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  AGENT,
  announcedTo,
  CLEO,
  couple,
  createSpace,
  DORA,
  delegated,
  FILE,
  proceduresIn,
} from "../../../../test/stories/family.ts"
import {
  ADA,
  BOB,
  MAIL,
  PASSWORD,
  session,
  signInTag,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import * as Account from "../../../domain/account/account.ts"
import { longTextOf } from "../../../messages/notices/long.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const NIR = "1 85 05 78 006 234"
const BRUNOS_MAIL = "bruno@example.org"

const merge = (person: string, merged: string) =>
  Effect.flatMap(Agency, (agency) =>
    agency.mergeAccounts({ agent: AGENT, person, merged, cause: "RegisteredTwice", proof: "Document" }),
  )

/** Bruno, who has a space as the spouse in Ada's file, and another account under his right number. */
const twice = (context: TestContext) =>
  Effect.gen(function* () {
    const agency = yield* Agency
    const persons = yield* delegated(context)
    const monCompte = yield* MonCompte
    yield* monCompte.recordAction({ ...persons.brunos, action: "ViewFile", commandId: "view" })
    const { device } = yield* monCompte.rememberMe({ session: persons.bruno })
    const { person: child } = yield* agency.addChild({ agent: AGENT, file: FILE, birth: "2020-01-01" })
    yield* agency.openFile({ agent: AGENT, file: "file-9", holder: BOB.nir })
    const { person } = yield* agency.addDependant({ agent: AGENT, file: "file-9", person: NIR })
    yield* agency.removeMember({ agent: AGENT, file: "file-9", person: person ?? "", cause: "NoLongerDependant" })
    return { ...persons, device, child, right: person ?? "" }
  })

describe("a person with two accounts, after proof at the counter", () => {
  // Leaflet: outside.one-space
  story("has one: the couple goes on under the account that stays, and the one that goes opens nothing", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { bruno, device, ids, right } = yield* twice(context)
      yield* deliverDue()
      const before = context.mailbox.announced().length
      expect(yield* merge(right, ids.bruno)).toEqual({ _tag: "AccountsMerged", person: right, merged: ids.bruno })
      expect(yield* tagOf(monCompte.whoAmI({ session: bruno }))).toBe("SessionOver")
      expect(yield* tagOf(monCompte.signIn({ identifier: device, password: PASSWORD }))).toBe("DeviceUnknown")
      expect(yield* signInTag(PASSWORD, { nir: "1 85 05 78 006 123" })).toBe("Refused")
      const { household } = yield* agency.getFile({ file: FILE })
      expect(household).toMatchObject({
        couple: { spouse: { person: right, since: "2021-01-01" }, formed: "2021-01-01" },
        delegation: { _tag: "Ended", cause: "AccountClosed", spouse: right },
      })
      yield* deliverDue()
      const announced = context.mailbox.announced().slice(before)
      expect(announced.map(({ about, to }) => `${about} to ${to.reveal()}`).sort()).toEqual([
        `AccountsMerged to ${BRUNOS_MAIL}`,
        `DelegationEnded to ${MAIL}`,
      ])
      const merged = announced.find(({ about }) => about === "AccountsMerged")
      expect(merged === undefined ? null : longTextOf(merged, "Mon Compte").subject).toBe(
        "Mon Compte\u00a0: vos deux espaces personnels sont réunis",
      )
    }),
  )

  story(
    "reads under the account that stays what they did under the other one, and gets another authorisation",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { adas, ids, right } = yield* twice(context)
        yield* merge(right, ids.bruno)
        const again = yield* createSpace(
          context,
          { nir: NIR, birthName: "Petit", birthDate: "1985-05-12" },
          BRUNOS_MAIL,
        )
        expect(proceduresIn(yield* monCompte.listActions({ session: again, file: FILE }))).toMatchObject([
          { actor: ids.bruno, action: "ViewFile" },
        ])
        const { files } = yield* monCompte.listMyFiles({ session: again })
        expect(files.map(({ file }) => file).sort()).toEqual([FILE, "file-9"])
        const granted = yield* monCompte.grantDelegation(adas)
        expect(granted).toMatchObject({ number: 2 })
      }),
  )

  story("is reached by agents under each number and each id, and a correction takes no number twice", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids, right } = yield* twice(context)
      yield* merge(right, ids.bruno)
      for (const person of [ids.bruno, "1 85 05 78 006 123", NIR, right]) {
        const unlocked = yield* agency.unlockAccount({ agent: AGENT, person, cause: "OwnErrors" })
        expect(unlocked.person).toBe(right)
      }
      expect(yield* tagOf(merge(right, ids.bruno))).toBe("SamePerson")
      const reopen = { agent: AGENT, person: ids.bruno, cause: "AgentMistake" } as const
      expect(yield* Effect.flip(agency.reopenAccount(reopen))).toMatchObject({ because: "NotClosed" })
    }),
  )

  story("can be merged again, and an erasure then leaves no number and no data key of any of them", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids, right } = yield* twice(context)
      yield* merge(right, ids.bruno)
      const { person: third } = yield* agency.issueProvisional({ agent: AGENT })
      yield* merge(third, right)
      const unlocked = yield* agency.unlockAccount({ agent: AGENT, person: ids.bruno, cause: "OwnErrors" })
      expect(unlocked.person).toBe(third)
      yield* agency.erasePerson({ agent: AGENT, person: third })
      const { claims, rows } = context.storage.snapshot()
      const owners = [ids.bruno, right, third]
      expect(claims.filter(({ owner }) => owners.includes(Account.stream.keyOf(owner)))).toEqual([])
      for (const person of owners) {
        const key = rows.find(({ aggregate }) => aggregate === `data-key/${person}`)
        expect(key?.state).toMatchObject({ _tag: "Destroyed" })
      }
      expect(yield* tagOf(agency.erasePerson({ agent: AGENT, person: ids.bruno }))).not.toBe("PersonErased")
    }),
  )

  story("keeps their children's files in both households", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      yield* couple(context)
      yield* agency.openFile({ agent: AGENT, file: "file-9", holder: BOB.nir })
      const cleo = yield* createSpace(context, CLEO, "cleo@example.org")
      const other = yield* agency.addChild({ agent: AGENT, file: "file-9", birth: CLEO.birthDate })
      yield* merge(cleo.slice(0, 36), other.person ?? "")
      const { files } = yield* monCompte.listMyFiles({ session: cleo })
      expect(files.map(({ file, until }) => [file, until])).toEqual([
        [FILE, null],
        ["file-9", null],
      ])
      expect((yield* agency.getFile({ file: "file-9" })).household).toMatchObject({
        children: [{ person: cleo.slice(0, 36), birth: CLEO.birthDate }],
      })
    }),
  )
})

describe("a merge", () => {
  story("is refused for two members of one file, for a person in two open files, and for a closed space", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* couple(context)
      expect(yield* Effect.flip(merge(ids.ada, DORA.nir))).toMatchObject({ _tag: "BothInFile", file: FILE })
      const { person: bob } = yield* agency.openFile({ agent: AGENT, file: "file-9", holder: BOB.nir })
      expect(yield* tagOf(merge(ids.ada, bob ?? ""))).toBe("InAnotherFile")
      expect(yield* tagOf(merge(ids.ada, "1 99 01 75 056 009"))).toBe("PersonUnknown")
      expect(yield* tagOf(merge(ids.ada, ids.ada))).toBe("SamePerson")
      const request = { agent: AGENT, person: ids.ada, merged: ids.dora, cause: "RegisteredTwice" } as const
      expect(yield* tagOf(agency.mergeAccounts({ ...request, proof: "Promise" as never }))).toBe("CauseUnknown")
      yield* agency.closeAccount({ agent: AGENT, person: ids.dora })
      expect(yield* tagOf(merge(ids.ada, ids.dora))).toBe("AccountIsClosed")
    }),
  )

  story("of two members of one file is possible once the duplicate was removed as a mistake", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* couple(context)
      yield* TestClock.adjust("1 day")
      yield* agency.removeMember({ agent: AGENT, file: FILE, person: ids.dora, cause: "Mistake" })
      expect(yield* tagOf(merge(ids.ada, ids.dora))).toBe("AccountsMerged")
      yield* session(ADA)
      expect(announcedTo(context, "AccountClosed")).toEqual([])
    }),
  )
})

import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Agency } from "../../src/application/agency.ts"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { AGENT, BRUNO, CLEO, createSpace, FILE, family, NOON } from "./family.ts"
import {
  ADA,
  BOB,
  codes,
  latestCode,
  PASSWORD,
  type StoryEnvironment,
  signedIn,
  signInTag,
  started,
  story,
  type TestContext,
  tagOf,
} from "./test-context.ts"

const SHARED = "foyer@example.org"
const BY = { agent: AGENT, file: FILE }
const FACT = "2026-11-01"

interface Persons {
  readonly ada: string
  readonly bruno: string
  readonly cleo: string
}

type Ending = (
  ids: Persons,
  sessions: { readonly ada?: string; readonly bruno?: string },
) => Effect.Effect<{ readonly _tag: string }, unknown, StoryEnvironment>

const byAgent = (
  end: (agency: Agency["Service"], ids: Persons) => Effect.Effect<{ readonly _tag: string }, unknown>,
) => {
  const ending: Ending = (ids) => Effect.flatMap(Agency, (agency) => end(agency, ids))
  return ending
}

/** Everything an agent can do that ends a couple while both live. */
const endingsByAgents: Readonly<Record<string, Ending>> = {
  "declareSeparation by an agent": byAgent((agency, { ada }) =>
    agency.declareSeparation({ ...BY, person: ada, fact: FACT }),
  ),
  "removeMember of the spouse": byAgent((agency, { bruno }) =>
    agency.removeMember({ ...BY, person: bruno, cause: "LeftHome" }),
  ),
  "changeHolder because the holder left": byAgent((agency, { bruno }) =>
    agency.changeHolder({ ...BY, to: bruno, cause: "HolderLeft" }),
  ),
  closeFile: byAgent((agency) => agency.closeFile({ ...BY, cause: "NoMoreRights" })),
}

const declare = (session: string | undefined) =>
  Effect.flatMap(MonCompte, (monCompte) =>
    monCompte.declareSeparation({ session: session ?? "", file: FILE, fact: FACT }),
  )

const endings: Readonly<Record<string, Ending>> = {
  ...endingsByAgents,
  "declareSeparation by the spouse": (_, { bruno }) => declare(bruno),
}

const endingsOfActive: Readonly<Record<string, Ending>> = {
  ...endings,
  "declareSeparation by the holder": (_, { ada }) => declare(ada),
}

/** The two adults, both signed in to their spaces with these contacts. */
const bothActive = Effect.fnUntraced(function* (context: TestContext, adas: string, brunos: string) {
  yield* TestClock.setTime(NOON)
  const ids = yield* family()
  const ada = yield* signedIn(context, ADA, adas)
  const bruno = yield* createSpace(context, BRUNO, brunos)
  return { ids, sessions: { ada, bruno } }
})

/** How many codes a recovery of this person sends. */
const codesOfRecovery = Effect.fnUntraced(function* (context: TestContext, identifier: string) {
  const monCompte = yield* MonCompte
  const before = codes(context).length
  yield* monCompte.startRecovery({ identifier })
  yield* deliverDue()
  return codes(context).length - before
})

describe.each(Object.entries(endings))("after %s, the 8-digit password of the file", (_, end) => {
  // Leaflet: invariant.12
  story("that the former partner knows opens nothing, also with a ticket or a wizard that it had opened", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* TestClock.setTime(NOON)
      const ids = yield* family()
      const bruno = yield* createSpace(context, BRUNO, "bruno@example.org")
      const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy })
      if (answer._tag !== "MigrationRequired") return expect.fail(answer._tag)
      const { ticket } = yield* started()
      yield* monCompte.acceptTerms({ ticket, version: "1" })
      yield* monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD })
      yield* monCompte.sendCode({ ticket, contact: "intruder@example.org" })
      const code = yield* latestCode(context)
      yield* end(ids, { bruno })
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).not.toBe("Completed")
      expect(yield* tagOf(monCompte.startMigration({ ticket: answer.ticket }))).toBe("TicketInvalid")
      expect(yield* signInTag(ADA.legacy)).toBe("Refused")
      expect(yield* signInTag(PASSWORD)).toBe("Refused")
    }),
  )
})

describe.each(Object.entries(endingsByAgents))("after %s, where neither has migrated", (_, end) => {
  story(
    "the 8-digit password opens nothing for either of them",
    () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(NOON)
        const ids = yield* family()
        expect(yield* signInTag(ADA.legacy)).toBe("MigrationRequired")
        yield* end(ids, {})
        expect(yield* signInTag(ADA.legacy)).toBe("Refused")
        // The legacy system may pair the new holder with the password of the file.
        if (end === endingsByAgents["changeHolder because the holder left"]) {
          expect(yield* signInTag(ADA.legacy, BRUNO)).toBe("Refused")
        }
      }),
    { files: [ADA, BOB, { ...ADA, nir: BRUNO.nir }] },
  )

  story(
    "a contact on record, which the former partner may read, does not open the wizard",
    (context) =>
      Effect.gen(function* () {
        yield* TestClock.setTime(NOON)
        const ids = yield* family()
        yield* started()
        yield* end(ids, {})
        expect(yield* codesOfRecovery(context, ADA.nir)).toBe(0)
      }),
    { files: [{ ...ADA, contacts: [SHARED] }, BOB] },
  )
})

describe.each(Object.entries(endingsOfActive))("after %s, a contact that both have", (_, end) => {
  // Leaflet: invariant.12
  story("recovers neither account, and a recovery under way ends", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ids, sessions } = yield* bothActive(context, SHARED, SHARED)
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      const code = yield* latestCode(context)
      yield* end(ids, sessions)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).not.toBe("PasswordToChoose")
      expect(yield* codesOfRecovery(context, ADA.nir)).toBe(0)
      expect(yield* codesOfRecovery(context, BRUNO.nir)).toBe(0)
    }),
  )

  story("does not become a contact by a change that was under way", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ids, sessions } = yield* bothActive(context, "ada@example.org", "bruno@example.org")
      const session = sessions.ada
      yield* monCompte.changeContact({ session, current: PASSWORD, contact: "bruno@example.org" })
      const code = yield* latestCode(context)
      yield* end(ids, sessions)
      expect(yield* tagOf(monCompte.confirmContact({ session, code }))).toBe("NotAllowed")
      expect(yield* tagOf(monCompte.contactChangeProgress({ session }))).toBe("NoContactRequested")
      expect(yield* tagOf(monCompte.resendContactCode({ session }))).toBe("NotAllowed")
      // A contact that was only typed bars nothing of its owner.
      expect(yield* codesOfRecovery(context, BRUNO.nir)).toBe(1)
      expect(yield* codesOfRecovery(context, ADA.nir)).toBe(1)
    }),
  )
})

describe("a wizard of the former partner that was given a contact of the other", () => {
  story("ends with the couple, so that the new account has no contact that the other reads", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* TestClock.setTime(NOON)
      const ids = yield* family()
      const ada = yield* signedIn(context, ADA, SHARED)
      context.identities.enrol({ ...BRUNO, identifier: BRUNO.nir })
      const { birthDate, birthName, nir: identifier } = BRUNO
      const { ticket } = yield* monCompte.createAccount({ identifier, birthName, birthDate })
      yield* monCompte.startMigration({ ticket })
      yield* monCompte.acceptTerms({ ticket, version: "1" })
      yield* monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD })
      yield* monCompte.sendCode({ ticket, contact: SHARED })
      const code = yield* latestCode(context)
      yield* Effect.flatMap(Agency, (agency) => agency.removeMember({ ...BY, person: ids.bruno, cause: "LeftHome" }))
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).not.toBe("Completed")
      expect(yield* signInTag(PASSWORD, BRUNO)).toBe("Refused")
      expect(yield* tagOf(monCompte.whoAmI({ session: ada }))).toBe("CurrentPerson")
    }),
  )
})

describe("a couple that goes on, or that a death ends", () => {
  const kept: Readonly<Record<string, Ending>> = {
    "a change of holder by agreement": byAgent((agency, { bruno }) =>
      agency.changeHolder({ ...BY, to: bruno, cause: "Agreement" }),
    ),
    "the death of the spouse": byAgent((agency, { bruno }) => agency.recordDeath({ ...BY, person: bruno })),
    "the departure of a child": byAgent((agency) =>
      agency.removeMember({ ...BY, person: CLEO.nir, cause: "LeftHome" }),
    ),
  }
  for (const [name, change] of Object.entries(kept)) {
    story(`keeps what the two shared: ${name}`, (context) =>
      Effect.gen(function* () {
        const { ids, sessions } = yield* bothActive(context, SHARED, SHARED)
        yield* change(ids, sessions)
        expect(yield* codesOfRecovery(context, ADA.nir)).toBe(1)
      }),
    )
  }
})

describe("a separation that an agent records", () => {
  story("names the agent and the person who declared it, and ends the authorisation in the agent's name", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { ids, sessions } = yield* bothActive(context, "ada@example.org", "bruno@example.org")
      yield* monCompte.grantDelegation({ session: sessions.ada, file: FILE })
      const separation = { ...BY, person: ids.bruno, fact: FACT }
      yield* agency.declareSeparation(separation)
      expect((yield* context.storage.service.journal(`household/${FILE}`)).slice(-2)).toMatchObject([
        { _tag: "SeparationDeclared", by: ids.bruno, recordedBy: { _tag: "Agent", agent: AGENT } },
        { _tag: "DelegationEnded", cause: "Separation", by: { _tag: "Agent", agent: AGENT } },
      ])
      expect(yield* tagOf(agency.declareSeparation(separation))).toBe("FileView")
      expect(yield* tagOf(agency.declareSeparation({ ...separation, person: ids.cleo }))).toBe("NotOfTheCouple")
      expect(yield* tagOf(agency.declareSeparation({ ...separation, fact: "2026-11-24" }))).toBe("DateInFuture")
      expect(yield* tagOf(agency.declareSeparation({ ...separation, fact: "hier" }))).toBe("CivilDateRefused")
    }),
  )
})

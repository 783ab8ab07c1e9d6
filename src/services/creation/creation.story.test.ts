import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Agency } from "../agency.ts"
import { MonCompte } from "../mon-compte.ts"
import {
  ADA,
  BOB,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  story,
  tagOf,
  type World,
  whileTimePasses,
} from "../world.model.ts"

const agent = "a1"
const NOON = Date.parse("2026-11-23T11:00:00Z")

/** Cleo turns 15 on 24 November 2026. Dora, a dependant, has no number. */
const CLEO = { identifier: "2 11 11 49 588 157", birthName: "D'Almeida", birthDate: "2011-11-24" }
const BOB_ID = { identifier: BOB.nir, birthName: "Le Goff", birthDate: "1985-05-02" }
const STRANGER = { identifier: "1 90 01 75 056 001", birthName: "Durand", birthDate: "1990-01-01" }

/** Ada's file, with Bob and Cleo; all of them can prove who they are. */
const family = Effect.fnUntraced(function* (w: World) {
  yield* TestClock.setTime(NOON)
  for (const one of [CLEO, BOB_ID, STRANGER]) w.identities.enrol(one)
  const agency = yield* Agency
  yield* agency.openFile({ agent, file: ADA.file, holder: ADA.nir, on: "2020-01-01" })
  yield* agency.formCouple({ agent, file: ADA.file, spouse: BOB.nir, on: "2021-01-01" })
  const { person } = yield* agency.addChild({
    agent,
    file: ADA.file,
    person: CLEO.identifier,
    birth: CLEO.birthDate,
    on: "2020-01-01",
  })
  return { agency, monCompte: yield* MonCompte, cleo: person ?? "" }
})

/** Through the three steps, from a ticket that was given. */
const through = Effect.fnUntraced(function* (w: World, ticket: string) {
  const monCompte = yield* MonCompte
  yield* monCompte.startMigration({ ticket })
  yield* monCompte.acceptTerms({ ticket, version: "1" })
  yield* monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD })
  yield* monCompte.sendCode({ ticket, contact: MAIL })
  return yield* monCompte.confirmCode({ ticket, code: yield* latestCode(w) })
})

describe("« Créer Mon Compte »", () => {
  // Leaflet: household.spouse, sign-in.create
  story("opens a space to the spouse, by the same three steps, and they sign in with their own number", (w) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(w)
      const opened = yield* monCompte.createAccount(BOB_ID)
      expect(opened).toMatchObject({ _tag: "CreationOpened", steps: ["Terms", "Password", "Contact"] })
      expect(yield* through(w, opened.ticket)).toEqual({ _tag: "Completed" })
      expect(yield* tagOf(monCompte.signIn({ identifier: BOB.nir, password: PASSWORD }))).toBe("SignedIn")
    }),
  )

  // Leaflet: household.child
  story("opens a space to a child from the 15th birthday on, in Paris, and says before from when", (w) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(w)
      const midnight = Date.parse("2026-11-23T23:00:00Z")
      yield* TestClock.setTime(midnight - 1)
      expect(yield* Effect.flip(monCompte.createAccount(CLEO))).toMatchObject({ _tag: "TooYoung", from: "2026-11-24" })
      yield* TestClock.setTime(midnight)
      const opened = yield* monCompte.createAccount(CLEO)
      expect(yield* through(w, opened.ticket)).toEqual({ _tag: "Completed" })
    }),
  )

  // Leaflet: household.dependant, sign-in.provisional
  story("opens a space to a dependant without a number, who signs in with a provisional identifier", (w) =>
    Effect.gen(function* () {
      const { agency, monCompte } = yield* family(w)
      const { identifier, person } = yield* agency.issueProvisional({ agent, commandId: "issue" })
      yield* agency.addDependant({ agent, file: ADA.file, person, on: "2022-01-01" })
      w.identities.enrol({ identifier, birthName: "Nguyen", birthDate: "1950-02-03" })
      const opened = yield* monCompte.createAccount({ identifier, birthName: "NGUYEN", birthDate: "1950-02-03" })
      yield* through(w, opened.ticket)
      const spelled = identifier.toLowerCase().replace(/(.{4})/g, "$1 ")
      expect(yield* tagOf(monCompte.signIn({ identifier: spelled, password: PASSWORD }))).toBe("SignedIn")
    }),
  )

  story("answers one value for a wrong name, a stranger to every file, an open space, a wait", (w) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(w)
      const { ticket } = yield* monCompte.createAccount(BOB_ID)
      yield* through(w, ticket)
      const refused = yield* Effect.forEach(
        [
          { ...CLEO, birthName: "Durand" },
          { ...CLEO, birthDate: "2011-11-25" },
          STRANGER,
          { ...STRANGER, identifier: "1 90 01 75 056 002" },
          BOB_ID,
        ],
        (asked) => Effect.flip(monCompte.createAccount(asked)),
      )
      expect(new Set(refused.map((refusal) => JSON.stringify(refusal)))).toEqual(
        new Set(['{"_tag":"CreationRefused"}']),
      )
    }),
  )

  story("waits after five wrong tries, even for the right name; and who tries keeps nobody from signing in", (w) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(w)
      yield* migrated(w)
      const wrong = { identifier: ADA.nir, birthName: "x", birthDate: "1969-05-01" }
      for (let time = 0; time < 5; time += 1) yield* Effect.flip(monCompte.createAccount(wrong))
      for (let time = 0; time < 5; time += 1) yield* Effect.flip(monCompte.createAccount({ ...BOB_ID, birthName: "x" }))
      expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("CreationRefused")
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("SignedIn")
      yield* TestClock.adjust("2 minutes")
      expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("CreationOpened")
    }),
  )

  story("counts nothing while the records are away, and asks for what is missing", (w) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(w)
      w.identities.setDown(true)
      for (let time = 0; time < 6; time += 1) expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("TryLater")
      w.identities.setDown(false)
      expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("CreationOpened")
      const bare = yield* Effect.flip(monCompte.createAccount({ ...BOB_ID, birthName: " ", birthDate: "2011-02-30" }))
      expect(bare).toMatchObject({ _tag: "IdentityIncomplete", missing: ["BirthName", "BirthDate"] })
    }),
  )

  story("does not let a holder pass by the 8-digit password that still works", (w) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(w)
      w.identities.enrol({ identifier: ADA.nir, birthName: "Ada", birthDate: "1969-05-01" })
      yield* monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy })
      const asked = { identifier: ADA.nir, birthName: "Ada", birthDate: "1969-05-01" }
      expect(yield* tagOf(monCompte.createAccount(asked))).toBe("CreationRefused")
    }),
  )

  const meeting: { meanwhile: Effect.Effect<unknown> } = { meanwhile: Effect.void }

  story(
    "is refused to who leaves the file between the look and the commit",
    (w) =>
      Effect.gen(function* () {
        const { agency, monCompte } = yield* family(w)
        meeting.meanwhile = Effect.orDie(
          agency.removeMember({ agent, file: ADA.file, person: CLEO.identifier, cause: "LeftHome" }),
        )
        yield* TestClock.setTime(NOON + 24 * 60 * 60_000)
        expect(yield* whileTimePasses(tagOf(monCompte.createAccount(CLEO)))).toBe("CreationRefused")
      }),
    {
      around: (real) => ({
        ...real,
        commit: (commit) => {
          const isInvited = commit.changes.some(({ events }) => events.some(({ _tag }) => _tag === "Recognised"))
          const { meanwhile } = meeting
          if (!isInvited) return real.commit(commit)
          meeting.meanwhile = Effect.void
          return Effect.andThen(meanwhile, real.commit(commit))
        },
      }),
    },
  )
})

describe("a provisional identifier", () => {
  const dora = Effect.fnUntraced(function* (w: World) {
    const { agency, monCompte } = yield* family(w)
    const { identifier, person } = yield* agency.issueProvisional({ agent, commandId: "issue" })
    yield* agency.addDependant({ agent, file: ADA.file, person, on: "2022-01-01" })
    w.identities.enrol({ identifier, birthName: "Nguyen", birthDate: "1950-02-03" })
    const claim = { identifier, birthName: "Nguyen", birthDate: "1950-02-03" }
    yield* through(w, (yield* monCompte.createAccount(claim)).ticket)
    return { agency, monCompte, identifier, person, claim }
  })
  const NIR = "2 50 02 99 243 001"

  story("is told again where the command comes again, and issued once to a person", (w) =>
    Effect.gen(function* () {
      const { agency } = yield* family(w)
      const first = yield* agency.issueProvisional({ agent, commandId: "issue" })
      w.keys.rotate()
      expect(yield* agency.issueProvisional({ agent, commandId: "issue" })).toEqual(first)
      expect(yield* tagOf(agency.issueProvisional({ agent, person: first.person }))).toBe("HasIdentifier")
      const nobody = "01937f3e-0000-7000-8000-000000000000"
      expect(yield* tagOf(agency.issueProvisional({ agent, person: nobody }))).toBe("PersonUnknown")
    }),
  )

  story("gives way to a number: same account, signed in with the number, and never again with the old one", (w) =>
    Effect.gen(function* () {
      const { agency, identifier, monCompte, person } = yield* dora(w)
      expect(yield* agency.recordNir({ agent, person: identifier, nir: NIR })).toEqual({ _tag: "NirRecorded", person })
      const signedIn = yield* monCompte.signIn({ identifier: NIR, password: PASSWORD })
      expect(signedIn).toMatchObject({ _tag: "SignedIn", account: person })
      const refused = yield* Effect.flip(monCompte.signIn({ identifier, password: PASSWORD }))
      const wrong = yield* Effect.flip(monCompte.signIn({ identifier: NIR, password: "Wrong123" }))
      expect(JSON.stringify(refused)).toBe(JSON.stringify(wrong))
    }),
  )

  story("that was retired is issued to nobody else", (w) =>
    Effect.gen(function* () {
      const { agency, identifier, person } = yield* dora(w)
      yield* agency.recordNir({ agent, person, nir: NIR })
      w.issuer.next(identifier)
      const other = yield* whileTimePasses(agency.issueProvisional({ agent, commandId: "other" }))
      expect(other.identifier).not.toBe(identifier)
      expect(other.person).not.toBe(person)
    }),
  )

  story("that is retired while its password is being verified opens nothing", (w) =>
    Effect.gen(function* () {
      const { agency, identifier, monCompte, person } = yield* dora(w)
      w.hashing.meanwhile = Effect.suspend(() => {
        w.hashing.meanwhile = Effect.void
        return Effect.asVoid(Effect.orDie(agency.recordNir({ agent, person, nir: NIR })))
      })
      expect(yield* tagOf(monCompte.signIn({ identifier, password: PASSWORD }))).toBe("Refused")
      expect(yield* tagOf(monCompte.signIn({ identifier: NIR, password: PASSWORD }))).toBe("SignedIn")
    }),
  )

  story("whose owner's number another account has stays, and nothing is merged", (w) =>
    Effect.gen(function* () {
      const { agency, identifier, monCompte, person } = yield* dora(w)
      expect(yield* tagOf(agency.recordNir({ agent, person, nir: BOB.nir }))).toBe("NirTaken")
      expect(yield* tagOf(agency.recordNir({ agent, person: "1 99 01 75 056 009", nir: NIR }))).toBe("PersonUnknown")
      expect(yield* tagOf(agency.recordNir({ agent, person, nir: identifier }))).toBe("IdentifierRefused")
      expect(yield* tagOf(monCompte.signIn({ identifier, password: PASSWORD }))).toBe("SignedIn")
    }),
  )

  story("with a mistake in it is told as such, and not as a number", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const refusal = yield* Effect.flip(monCompte.signIn({ identifier: "P7K2 M9QX 4TR", password: PASSWORD }))
      expect(refusal).toMatchObject({ _tag: "IdentifierRefused", next: "CheckProvisionalIdentifier" })
    }),
  )
})

import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Agency } from "../../src/application/agency.ts"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { AGENT, CLEO, couple, FILE, NOON } from "./family.ts"
import {
  ADA,
  atContact,
  codes,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  session,
  story,
  tagOf,
  wrongCode,
} from "./test-context.ts"

describe("a command id of another agent", () => {
  story("does not return the person that the first agent created", () =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const first = yield* agency.issueProvisional({ agent: "agent A", commandId: "1" })
      const second = yield* agency.issueProvisional({ agent: "agent B", commandId: "1" })
      expect(second.person).not.toBe(first.person)
      expect(second.identifier).not.toBe(first.identifier)
      expect(yield* agency.issueProvisional({ agent: "agent A", commandId: "1" })).toEqual(first)
    }),
  )

  story("is another command on the same file, and one agent's name cannot imitate another scope", () =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const by = { agent: AGENT, file: FILE }
      yield* TestClock.setTime(NOON)
      yield* agency.openFile({ ...by, holder: ADA.nir, on: "2020-01-01" })
      const child = { file: FILE, birth: "2020-02-29", commandId: "x" }
      const first = yield* agency.addChild({ ...child, agent: "a" })
      const second = yield* agency.addChild({ ...child, agent: "b" })
      expect(second.person).not.toBe(first.person)
      const imitating = yield* agency.addChild({ ...child, agent: `a/${FILE}/AddChild:x` })
      expect(new Set([first, second, imitating].map(({ person }) => person)).size).toBe(3)
    }),
  )
})

describe("a command id that an agent sends again", () => {
  story("is refused with other input on the same file, and answers as before with the same input", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const by = { agent: AGENT, file: FILE }
      yield* TestClock.setTime(NOON)
      yield* agency.openFile({ ...by, holder: ADA.nir, on: "2020-01-01" })
      const child = { ...by, birth: "2020-02-29", commandId: "child" }
      const added = yield* agency.addChild(child)
      expect(yield* tagOf(agency.addChild({ ...child, birth: "2020-02-28" }))).toBe("CommandIdReused")
      expect(yield* tagOf(agency.addChild({ ...child, person: CLEO.nir }))).toBe("CommandIdReused")
      expect(yield* tagOf(agency.addChild({ ...child, on: "2020-03-01" }))).toBe("CommandIdReused")
      const undeclared = { ...child, traceId: "another" }
      expect(yield* agency.addChild(undeclared)).toEqual(added)
      context.keys.rotate()
      expect(yield* agency.addChild(child)).toEqual(added)
      expect(yield* tagOf(agency.addChild({ ...child, birth: "2020-02-28" }))).toBe("CommandIdReused")
      expect(yield* context.storage.service.journal(`household/${FILE}`)).toHaveLength(2)
    }),
  )

  // Leaflet: invariant.10
  story("is refused with another person, who keeps their personal space", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { brunos, ids } = yield* couple(context)
      const command = { agent: AGENT, commandId: "1" }
      expect(yield* tagOf(agency.closeAccount({ ...command, person: ids.ada }))).toBe("AccountClosed")
      expect(yield* tagOf(agency.closeAccount({ ...command, person: ids.bruno }))).toBe("CommandIdReused")
      expect(yield* tagOf(agency.closeAccount({ ...command, person: ids.ada }))).toBe("AccountClosed")
      expect(yield* tagOf(monCompte.whoAmI(brunos))).toBe("CurrentPerson")
      expect(yield* tagOf(agency.declareCompromised({ ...command, person: ids.bruno }))).toBe("DeclaredCompromised")
      expect(yield* tagOf(agency.erasePerson({ ...command, person: ids.ada }))).toBe("PersonErased")
      expect(yield* tagOf(agency.erasePerson({ ...command, person: ids.bruno }))).toBe("CommandIdReused")
    }),
  )

  story("is answered as before when the identifier that named the person was replaced meanwhile", () =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { identifier } = yield* agency.issueProvisional({ agent: AGENT })
      const command = { agent: AGENT, person: identifier, nir: "2 50 02 99 243 001", commandId: "1" }
      const recorded = yield* agency.recordNir(command)
      expect(yield* agency.recordNir(command)).toEqual(recorded)
      expect(yield* tagOf(agency.recordNir({ ...command, nir: ADA.nir }))).toBe("CommandIdReused")
    }),
  )

  story("does not issue an identifier to another person", () =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const command = { agent: AGENT, commandId: "1" }
      const by = { agent: AGENT, file: FILE }
      yield* TestClock.setTime(NOON)
      yield* agency.openFile({ ...by, holder: ADA.nir, on: "2020-01-01" })
      const { person } = yield* agency.addChild({ ...by, birth: "2020-01-01" })
      yield* agency.issueProvisional(command)
      expect(yield* tagOf(agency.issueProvisional({ ...command, person: person ?? "" }))).toBe("CommandIdReused")
    }),
  )
})

describe("a command id that a person sends again", () => {
  story("is refused with another contact, and no message reaches that contact", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      const first = yield* monCompte.sendCode({ ticket, contact: MAIL, commandId: "1" })
      const other = { ticket, contact: "other@example.org", commandId: "1" }
      expect(yield* tagOf(monCompte.sendCode(other))).toBe("CommandIdReused")
      context.keys.rotate()
      expect(yield* tagOf(monCompte.sendCode(other))).toBe("CommandIdReused")
      expect(yield* monCompte.sendCode({ ticket, contact: MAIL, commandId: "1" })).toEqual(first)
      yield* deliverDue()
      expect(context.mailbox.sent().map(({ to }) => to.reveal())).toEqual([MAIL])
    }),
  )

  story("is refused with another code, also after a right one, and a used code gives nothing new", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      yield* monCompte.sendCode({ ticket, contact: MAIL })
      const code = yield* latestCode(context)
      const wrong = { ticket, code: wrongCode(code), commandId: "wrong" }
      expect(yield* tagOf(monCompte.confirmCode(wrong))).toBe("CodeWrong")
      expect(yield* tagOf(monCompte.confirmCode({ ...wrong, code }))).toBe("CommandIdReused")
      const right = { ticket, code, commandId: "right" }
      expect(yield* tagOf(monCompte.confirmCode(right))).toBe("Completed")
      expect(yield* tagOf(monCompte.confirmCode(right))).toBe("Completed")
      expect(yield* tagOf(monCompte.confirmCode({ ...right, code: wrongCode(code) }))).toBe("CommandIdReused")
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("NotAllowed")
    }),
  )

  story("is refused with another contact, day or end date when the person is signed in", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas } = yield* couple(context)
      const contact = { session: adas.session, current: PASSWORD, contact: "new@example.org", commandId: "1" }
      yield* monCompte.changeContact(contact)
      expect(yield* tagOf(monCompte.changeContact({ ...contact, contact: MAIL }))).toBe("CommandIdReused")
      const code = yield* latestCode(context)
      const entered = { session: adas.session, code, commandId: "1" }
      const changed = yield* monCompte.confirmContact(entered)
      expect(yield* monCompte.confirmContact(entered)).toEqual(changed)
      expect(yield* tagOf(monCompte.confirmContact({ ...entered, code: wrongCode(code) }))).toBe("CommandIdReused")
      expect(yield* tagOf(monCompte.confirmContact({ ...entered, commandId: "2" }))).toBe("NotAllowed")
      const grant = { ...adas, commandId: "1" }
      const granted = yield* monCompte.grantDelegation(grant)
      expect(yield* monCompte.grantDelegation({ ...grant, session: yield* session() })).toEqual(granted)
      expect(yield* tagOf(monCompte.grantDelegation({ ...grant, lastDay: "2027-01-01" }))).toBe("CommandIdReused")
      const separation = { ...adas, fact: "2026-11-01", commandId: "1" }
      expect(yield* tagOf(monCompte.declareSeparation(separation))).toBe("Separated")
      expect(yield* tagOf(monCompte.declareSeparation(separation))).toBe("Separated")
      expect(yield* tagOf(monCompte.declareSeparation({ ...separation, fact: "2026-11-02" }))).toBe("CommandIdReused")
    }),
  )

  story("answers as before with another password, which is not compared and changes nothing", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
      const chosen = { ticket, password: "Retrouve56", confirmation: "Retrouve56", commandId: "1" }
      expect(yield* tagOf(monCompte.chooseRecoveredPassword(chosen))).toBe("PasswordRecovered")
      const other = { ...chosen, password: "Autre-56-x", confirmation: "Autre-56-x" }
      expect(yield* tagOf(monCompte.chooseRecoveredPassword(other))).toBe("PasswordRecovered")
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: "Autre-56-x" }))).toBe("Refused")
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: "Retrouve56" }))).toBe("SignedIn")
      expect(codes(context).length).toBeGreaterThan(0)
    }),
  )
})

describe("the stored digest of an input", () => {
  story("differs for equal inputs under two command ids, and shows nothing of the input", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      yield* monCompte.sendCode({ ticket, contact: MAIL, commandId: "1" })
      yield* TestClock.adjust("1 minute")
      yield* monCompte.sendCode({ ticket, contact: MAIL, commandId: "2" })
      const stored = context.storage
        .snapshot()
        .rows.flatMap(({ answers }) => answers)
        .filter(({ commandId }) => /SendCode:[12]$/.test(commandId))
      const digests = new Set(stored.map(({ answer }) => String(answer["input"])))
      expect(digests.size).toBe(2)
      for (const digest of digests) expect(digest).toMatch(/^[A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]+$/)
    }),
  )
})

import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import {
  ADA,
  BOB,
  closeAccount,
  latestCode,
  MAIL,
  migrated,
  NEW_TERMS,
  PASSWORD,
  signedIn,
  started,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { type PasswordPolicy, presets } from "../../../domain/password/index.ts"
import { Agency } from "../../agency.ts"
import { defaultPolicies, Policies } from "../../contract/policies.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const NEW = "Nouveau34"
const typed = (password: string) => ({ password, confirmation: password })

/** Delivers all due messages, and lists the announcements with their contacts. */
const announced = (context: TestContext) =>
  Effect.map(deliverDue(), () => context.mailbox.announced().map(({ about, to }) => `${about} to ${to.reveal()}`))

/** Declares, as an agent of the fund, that the password is compromised. */
const declareCompromised = Effect.fnUntraced(function* (request: {
  readonly person: string
  readonly commandId?: string
}) {
  const agency = yield* Agency
  return yield* agency.declareCompromised({ agent: "Agent 7", ...request })
})

const signIn = Effect.fnUntraced(function* (password: string, person: typeof ADA = ADA) {
  const monCompte = yield* MonCompte
  return yield* monCompte.signIn({ identifier: person.nir, password })
})

/** The verbs with another password policy. */
const under = (password: PasswordPolicy) =>
  MonCompte.pipe(
    Effect.provide(
      Layer.fresh(MonCompte.verbs).pipe(Layer.provide(Layer.succeed(Policies, { ...defaultPolicies, password }))),
    ),
  )

const LONGER = { ...presets.leaflet, minimum: 9 }

/** Signs in, and reads the ticket of the action that is required first. */
const requiredAction = Effect.fnUntraced(function* (
  tag: "MustChangePassword" | "TermsRequired",
  policy: PasswordPolicy = presets.leaflet,
) {
  const monCompte = yield* under(policy)
  const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })
  if (answer._tag !== tag || !("ticket" in answer)) throw new Error(answer._tag)
  return answer
})

describe("an outdated password", () => {
  story("must be replaced by a different one before a sign-in completes, and its owner is notified", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* under(LONGER)
      yield* migrated(context)
      const { ticket } = yield* requiredAction("MustChangePassword", LONGER)
      expect(yield* tagOf(monCompte.replacePassword({ ticket, ...typed(PASSWORD) }))).toBe("PasswordRefused")
      const leaflet = yield* MonCompte
      const same = yield* Effect.flip(leaflet.replacePassword({ ticket, ...typed(PASSWORD) }))
      expect(same).toMatchObject({ _tag: "PasswordRefused", broken: [{ code: "SameAsCurrent" }] })
      expect(yield* monCompte.replacePassword({ ticket, ...typed(NEW) })).toEqual({ _tag: "PasswordChanged" })
      expect(yield* tagOf(monCompte.replacePassword({ ticket, ...typed("Encore567") }))).toBe("TicketUnknown")
      expect(yield* tagOf(signIn(PASSWORD))).toBe("Refused")
      expect(yield* tagOf(signIn(NEW))).toBe("SignedIn")
      expect(yield* announced(context)).toEqual([`PasswordChanged to ${MAIL}`])
    }),
  )

  story("must be replaced within 30 minutes of the sign-in", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* under(LONGER)
      yield* migrated(context)
      const late = yield* requiredAction("MustChangePassword", LONGER)
      yield* TestClock.adjust("30 minutes")
      expect(yield* tagOf(monCompte.replacePassword({ ticket: late.ticket, ...typed(NEW) }))).toBe("TicketUnknown")
      const inTime = yield* requiredAction("MustChangePassword", LONGER)
      yield* TestClock.adjust(30 * 60_000 - 1)
      expect(yield* tagOf(monCompte.replacePassword({ ticket: inTime.ticket, ...typed(NEW) }))).toBe("PasswordChanged")
    }),
  )
})

describe("a compromised password", () => {
  story("opens nothing, is not replaced by itself, and ends the tickets of earlier sign-ins", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const open = yield* signedIn(context)
      const { ticket } = yield* requiredAction("MustChangePassword", LONGER)
      yield* declareCompromised({ person: open.slice(0, 36) })
      expect(yield* tagOf(monCompte.whoAmI({ session: open }))).toBe("SessionOver")
      expect(yield* tagOf(monCompte.replacePassword({ ticket, ...typed(NEW) }))).toBe("TicketUnknown")
      expect(yield* signIn(PASSWORD)).toEqual({ _tag: "MustChangePassword", reason: "Compromised" })
      expect(yield* announced(context)).toEqual([`MustChangePassword to ${MAIL}`])
    }),
  )

  story("can be declared for active accounts only, and once for one command id", (context) =>
    Effect.gen(function* () {
      const ticket = yield* migrated(context)
      const person = ticket.slice(0, 36)
      expect(yield* tagOf(declareCompromised({ person, commandId: "declare" }))).toBe("DeclaredCompromised")
      expect(yield* tagOf(declareCompromised({ person, commandId: "declare" }))).toBe("DeclaredCompromised")
      expect(yield* announced(context)).toHaveLength(1)
      yield* closeAccount(ticket)
      expect(yield* tagOf(declareCompromised({ person }))).toBe("NotAllowed")
      expect(yield* tagOf(declareCompromised({ person: BOB.nir }))).toBe("PersonUnknown")
      yield* started(BOB)
      expect(yield* tagOf(declareCompromised({ person: BOB.nir }))).toBe("NotAllowed")
    }),
  )
})

describe("newer terms of use", () => {
  story("must be accepted at sign-in, in the version in force", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      context.terms.publish(NEW_TERMS)
      const { ticket } = yield* requiredAction("TermsRequired")
      expect(yield* Effect.flip(monCompte.acceptNewTerms({ ticket, version: "1" }))).toMatchObject({
        _tag: "TermsChanged",
        inForce: "2",
      })
      const answer = yield* monCompte.acceptNewTerms({ ticket, version: "2" })
      expect(answer._tag).toBe("SignedIn")
      expect(yield* tagOf(monCompte.whoAmI({ session: answer.session }))).toBe("CurrentPerson")
      expect(yield* tagOf(monCompte.acceptNewTerms({ ticket, version: "2" }))).toBe("TicketUnknown")
      expect(yield* tagOf(signIn(PASSWORD))).toBe("SignedIn")
    }),
  )

  story("are not required while the register does not answer, and cannot be accepted then", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      context.terms.publish(NEW_TERMS)
      const { ticket } = yield* requiredAction("TermsRequired")
      context.terms.setDown(true)
      expect(yield* tagOf(signIn(PASSWORD))).toBe("SignedIn")
      expect(yield* tagOf(monCompte.acceptNewTerms({ ticket, version: "2" }))).toBe("TryLater")
      context.terms.setDown(false)
      expect(yield* tagOf(monCompte.acceptNewTerms({ ticket, version: "2" }))).toBe("SignedIn")
    }),
  )

  story("cannot be accepted with the ticket of another requirement or of a former password", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const current = yield* signedIn(context)
      context.terms.publish(NEW_TERMS)
      const terms = yield* requiredAction("TermsRequired")
      expect(yield* tagOf(monCompte.replacePassword({ ticket: terms.ticket, ...typed(NEW) }))).toBe("TicketUnknown")
      yield* monCompte.changePassword({ session: current, current: PASSWORD, ...typed(NEW) })
      expect(yield* tagOf(monCompte.acceptNewTerms({ ticket: terms.ticket, version: "2" }))).toBe("TicketUnknown")
      const strict = yield* under({ ...presets.leaflet, minimum: 12 })
      const outdated = yield* strict.signIn({ identifier: ADA.nir, password: NEW })
      expect(
        "ticket" in outdated && (yield* tagOf(monCompte.acceptNewTerms({ ticket: outdated.ticket, version: "2" }))),
      ).toBe("TicketUnknown")
    }),
  )
})

describe("a stricter password policy", () => {
  story("requires a new password at the next sign-in, which ends the open sessions", (context) =>
    Effect.gen(function* () {
      const open = yield* signedIn(context)
      const monCompte = yield* under({ ...presets.leaflet, minimum: 12 })
      const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })
      expect(answer).toMatchObject({ _tag: "MustChangePassword", reason: "PolicyRaised" })
      if (answer._tag !== "MustChangePassword" || !("ticket" in answer)) return
      expect(yield* tagOf(monCompte.whoAmI({ session: open }))).toBe("CurrentPerson")
      const { ticket } = answer
      expect(yield* tagOf(monCompte.replacePassword({ ticket, ...typed(NEW) }))).toBe("PasswordRefused")
      expect(yield* tagOf(monCompte.replacePassword({ ticket, ...typed("Nouveau34 et plus") }))).toBe("PasswordChanged")
      expect(yield* tagOf(monCompte.whoAmI({ session: open }))).toBe("SessionOver")
    }),
  )

  story("that forbids the NIR in passwords is applied wherever a password is chosen", (context) =>
    Effect.gen(function* () {
      const withNumber = typed("Ab-2690549588157")
      const open = yield* signedIn(context)
      const monCompte = yield* under(presets.recommended)
      const refused = { _tag: "PasswordRefused", broken: [{ code: "ContainsNir" }] }
      const changing = monCompte.changePassword({ session: open, current: PASSWORD, ...withNumber })
      expect(yield* Effect.flip(changing)).toMatchObject(refused)
      const { ticket } = yield* requiredAction("MustChangePassword", LONGER)
      expect(yield* Effect.flip(monCompte.replacePassword({ ticket, ...withNumber }))).toMatchObject(refused)
      const recovery = yield* monCompte.startRecovery({ identifier: ADA.nir })
      yield* monCompte.confirmRecovery({ ticket: recovery.ticket, code: yield* latestCode(context) })
      const choosing = monCompte.chooseRecoveredPassword({ ticket: recovery.ticket, ...withNumber })
      expect(yield* Effect.flip(choosing)).toMatchObject(refused)
    }),
  )
})

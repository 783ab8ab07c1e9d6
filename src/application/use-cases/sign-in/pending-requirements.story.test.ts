import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import {
  ADA,
  BOB,
  close,
  latestCode,
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
import { deliverDue } from "../../delivery/deliver.ts"
import { MonCompte } from "../../mon-compte.ts"

const NEW = "Nouveau34"
const typed = (password: string) => ({ password, confirmation: password })

/** What the owner was told, at which contact. */
const told = (context: TestContext) =>
  Effect.map(deliverDue(), () => context.mailbox.announced().map(({ about, to }) => `${about} to ${to.reveal()}`))

/** An agent of the fund has heard that the password is out. */
const declareCompromised = Effect.fnUntraced(function* (asked: {
  readonly person: string
  readonly commandId?: string
}) {
  const agency = yield* Agency
  return yield* agency.declareCompromised({ agent: "Agent 7", ...asked })
})

const signIn = Effect.fnUntraced(function* (password: string, person: typeof ADA = ADA) {
  const monCompte = yield* MonCompte
  return yield* monCompte.signIn({ identifier: person.nir, password })
})

/** A sign-in that must do something first. */
const pendingRequirements = Effect.fnUntraced(function* (tag: "MustChangePassword" | "TermsRequired") {
  const answer = yield* signIn(PASSWORD)
  if (answer._tag !== tag || !("ticket" in answer)) throw new Error(answer._tag)
  return answer
})

describe("a password known to be out", () => {
  story("lets nobody in until it is replaced by another, and its owner is told", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const open = yield* signedIn(context)
      yield* declareCompromised({ person: open.slice(0, 36) })
      expect(yield* tagOf(monCompte.whoAmI({ session: open }))).toBe("SessionOver")
      expect(yield* told(context)).toEqual(["MustChangePassword to ada@example.org"])
      const { ticket } = yield* pendingRequirements("MustChangePassword")
      const refusal = yield* Effect.flip(monCompte.replacePassword({ ticket, ...typed(PASSWORD) }))
      expect(refusal).toMatchObject({ _tag: "PasswordRefused", broken: [{ code: "SameAsCurrent" }] })
      expect(yield* monCompte.replacePassword({ ticket, ...typed(NEW) })).toEqual({ _tag: "PasswordChanged" })
      expect(yield* tagOf(monCompte.replacePassword({ ticket, ...typed("Encore567") }))).toBe("TicketUnknown")
      expect(yield* tagOf(signIn(PASSWORD))).toBe("Refused")
      expect(yield* tagOf(signIn(NEW))).toBe("SignedIn")
      expect(yield* told(context)).toHaveLength(2)
    }),
  )

  story("declared again ends the tickets that were given meanwhile", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const person = (yield* migrated(context)).slice(0, 36)
      yield* declareCompromised({ person })
      const { ticket } = yield* pendingRequirements("MustChangePassword")
      yield* declareCompromised({ person })
      expect(yield* tagOf(monCompte.replacePassword({ ticket, ...typed(NEW) }))).toBe("TicketUnknown")
    }),
  )

  story("is replaced within 30 minutes of the sign-in, to the millisecond", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* declareCompromised({ person: (yield* migrated(context)).slice(0, 36) })
      const late = yield* pendingRequirements("MustChangePassword")
      yield* TestClock.adjust("30 minutes")
      expect(yield* tagOf(monCompte.replacePassword({ ticket: late.ticket, ...typed(NEW) }))).toBe("TicketUnknown")
      const intime = yield* pendingRequirements("MustChangePassword")
      yield* TestClock.adjust(30 * 60_000 - 1)
      expect(yield* tagOf(monCompte.replacePassword({ ticket: intime.ticket, ...typed(NEW) }))).toBe("PasswordChanged")
    }),
  )

  story("is declared of active accounts only, once under one id", (context) =>
    Effect.gen(function* () {
      const ticket = yield* migrated(context)
      const person = ticket.slice(0, 36)
      expect(yield* tagOf(declareCompromised({ person, commandId: "out" }))).toBe("DeclaredCompromised")
      expect(yield* tagOf(declareCompromised({ person, commandId: "out" }))).toBe("DeclaredCompromised")
      expect(yield* told(context)).toHaveLength(1)
      yield* close(context, ticket)
      expect(yield* tagOf(declareCompromised({ person }))).toBe("NotAllowed")
      expect(yield* tagOf(declareCompromised({ person: BOB.nir }))).toBe("PersonUnknown")
      yield* started(BOB)
      expect(yield* tagOf(declareCompromised({ person: BOB.nir }))).toBe("NotAllowed")
    }),
  )
})

describe("newer terms", () => {
  story("are accepted on the way in, in the version in force", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      context.terms.publish(NEW_TERMS)
      const { ticket } = yield* pendingRequirements("TermsRequired")
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

  story("keep nobody out while the register is silent, and cannot be accepted then", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      context.terms.publish(NEW_TERMS)
      const { ticket } = yield* pendingRequirements("TermsRequired")
      context.terms.setDown(true)
      expect(yield* tagOf(signIn(PASSWORD))).toBe("SignedIn")
      expect(yield* tagOf(monCompte.acceptNewTerms({ ticket, version: "2" }))).toBe("TryLater")
      context.terms.setDown(false)
      expect(yield* tagOf(monCompte.acceptNewTerms({ ticket, version: "2" }))).toBe("SignedIn")
    }),
  )

  story("open nothing with the ticket of another requirement, nor of another password", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const one = yield* signedIn(context)
      context.terms.publish(NEW_TERMS)
      const terms = yield* pendingRequirements("TermsRequired")
      expect(yield* tagOf(monCompte.replacePassword({ ticket: terms.ticket, ...typed(NEW) }))).toBe("TicketUnknown")
      yield* monCompte.changePassword({ session: one, current: PASSWORD, ...typed(NEW) })
      expect(yield* tagOf(monCompte.acceptNewTerms({ ticket: terms.ticket, version: "2" }))).toBe("TicketUnknown")
      yield* declareCompromised({ person: one.slice(0, 36) })
      const out = yield* signIn(NEW)
      expect("ticket" in out && (yield* tagOf(monCompte.acceptNewTerms({ ticket: out.ticket, version: "2" })))).toBe(
        "TicketUnknown",
      )
    }),
  )
})

describe("a stricter policy", () => {
  /** The same verbs, under other rules. */
  const under = (password: PasswordPolicy) =>
    MonCompte.pipe(
      Effect.provide(
        Layer.fresh(MonCompte.verbs).pipe(Layer.provide(Layer.succeed(Policies, { ...defaultPolicies, password }))),
      ),
    )

  story("has the password replaced at the next sign-in, and ends the sessions that were open", (context) =>
    Effect.gen(function* () {
      const open = yield* signedIn(context)
      const monCompte = yield* under({ ...presets.leaflet, minimum: 12 })
      const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })
      expect(answer).toMatchObject({ _tag: "MustChangePassword", reason: "PolicyRaised" })
      if (answer._tag !== "MustChangePassword") return
      expect(yield* tagOf(monCompte.whoAmI({ session: open }))).toBe("CurrentPerson")
      const { ticket } = answer
      expect(yield* tagOf(monCompte.replacePassword({ ticket, ...typed(NEW) }))).toBe("PasswordRefused")
      expect(yield* tagOf(monCompte.replacePassword({ ticket, ...typed("Nouveau34 et plus") }))).toBe("PasswordChanged")
      expect(yield* tagOf(monCompte.whoAmI({ session: open }))).toBe("SessionOver")
    }),
  )

  story("that forbids the number looks for the person's own, wherever a password is chosen", (context) =>
    Effect.gen(function* () {
      const withNumber = typed("Ab-2690549588157")
      const open = yield* signedIn(context)
      const monCompte = yield* under(presets.recommended)
      const refused = { _tag: "PasswordRefused", broken: [{ code: "ContainsNir" }] }
      const changing = monCompte.changePassword({ session: open, current: PASSWORD, ...withNumber })
      expect(yield* Effect.flip(changing)).toMatchObject(refused)
      yield* declareCompromised({ person: open.slice(0, 36) })
      const { ticket } = yield* pendingRequirements("MustChangePassword")
      expect(yield* Effect.flip(monCompte.replacePassword({ ticket, ...withNumber }))).toMatchObject(refused)
      const asked = yield* monCompte.startRecovery({ identifier: ADA.nir })
      yield* monCompte.confirmRecovery({ ticket: asked.ticket, code: yield* latestCode(context) })
      const anew = monCompte.chooseRecoveredPassword({ ticket: asked.ticket, ...withNumber })
      expect(yield* Effect.flip(anew)).toMatchObject(refused)
    }),
  )
})

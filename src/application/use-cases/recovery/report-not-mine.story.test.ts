import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { announcedWithLinks, press, tokenTo, withPage } from "../../../../test/stories/report-links.ts"
import { changeContact, INTRUDER, recovered, requested, taken } from "../../../../test/stories/taken-account.ts"
import { latestCode, MAIL, PASSWORD, session, signInTag, story, tagOf } from "../../../../test/stories/test-context.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const OWN = "Nouveau34"
const DAY = 24 * 60 * 60_000

describe("an owner who presses “Ce n’est pas moi” in the notice of a change of contact", () => {
  story("ends what the intruder has, and recovers the account with the former contact", (context) =>
    withPage(
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { device, phished } = yield* taken(context)
        yield* TestClock.adjust("3 days")
        expect((yield* requested(context)).to).toBe(INTRUDER)
        yield* TestClock.adjust("3 days")
        expect(yield* press(yield* tokenTo(context, "ContactChanged", MAIL))).toBe("ChangeReported")
        expect(yield* tagOf(monCompte.whoAmI({ session: phished }))).toBe("SessionOver")
        expect(yield* tagOf(monCompte.rememberedIdentifier({ device }))).toBe("DeviceUnknown")
        expect(yield* signInTag(PASSWORD)).toBe("MustChangePassword")
        expect((yield* announcedWithLinks(context)).slice(-2).sort()).toEqual([
          `ChangeReported to ${MAIL}`,
          `ChangeReported to ${INTRUDER}`,
        ])
        expect(yield* recovered(context, OWN)).toBe(MAIL)
        expect(yield* signInTag(OWN)).toBe("SignedIn")
        yield* TestClock.adjust("40 days")
        expect((yield* requested(context)).to).toBe(MAIL)
      }),
    ),
  )

  story("does so after the intruder changed the contact and the password many times", (context) =>
    withPage(
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { phished } = yield* taken(context)
        for (const contact of ["x1@example.org", "x2@example.org", "x3@example.org", "x4@example.org"]) {
          yield* TestClock.adjust("25 hours")
          const open = yield* session()
          yield* changeContact(context, open, contact)
        }
        expect(yield* tagOf(monCompte.whoAmI({ session: phished }))).toBe("SessionOver")
        expect(yield* press(yield* tokenTo(context, "ContactChanged", MAIL))).toBe("ChangeReported")
        expect(yield* recovered(context, OWN)).toBe(MAIL)
      }),
    ),
  )

  story("stops a recovery of the intruder, after its code was entered", (context) =>
    withPage(
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* taken(context)
        yield* TestClock.adjust("2 days")
        const { ticket, to } = yield* requested(context)
        expect(to).toBe(INTRUDER)
        yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
        expect(yield* press(yield* tokenTo(context, "ContactChanged", MAIL))).toBe("ChangeReported")
        const choice = { ticket, password: "Voleur123", confirmation: "Voleur123" }
        expect(yield* tagOf(monCompte.chooseRecoveredPassword(choice))).toBe("TicketUnknown")
      }),
    ),
  )
})

describe("the link of a notice", () => {
  story("goes to the former contact and never to the new one, whatever the intruder changes", (context) =>
    withPage(
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { phished } = yield* taken(context)
        yield* monCompte.changePassword({ session: phished, current: PASSWORD, password: OWN, confirmation: OWN })
        expect((yield* announcedWithLinks(context)).sort()).toEqual([
          `ContactChanged to ${MAIL} +`,
          `PasswordChanged to ${MAIL} +`,
          `PasswordChanged to ${INTRUDER}`,
        ])
      }),
    ),
  )

  story("does not let the intruder report the owner, who took the contact back", (context) =>
    withPage(
      Effect.gen(function* () {
        yield* taken(context)
        yield* TestClock.adjust("2 days")
        // The contact of the intruder recovers the account now, so it gets links.
        expect(yield* recovered(context, OWN)).toBe(INTRUDER)
        const own = yield* tokenTo(context, "PasswordRecovered", INTRUDER)
        const former = yield* tokenTo(context, "PasswordRecovered", MAIL)
        expect(yield* press(former)).toBe("ChangeReported")
        expect(own).not.toBe(null)
        expect(yield* press(own)).toBe("ReportLinkUnknown")
        yield* TestClock.adjust("11 minutes")
        expect(yield* recovered(context, "Encore567")).toBe(MAIL)
        expect(yield* press(own)).toBe("ReportLinkUnknown")
        const restored = (yield* announcedWithLinks(context)).filter((text) => text.includes("ContactRestored"))
        expect(restored.sort()).toEqual([`ContactRestored to ${MAIL}`, `ContactRestored to ${INTRUDER}`])
      }),
    ),
  )

  story("goes to no contact that the change drops: its report would be refused", (context) =>
    withPage(
      Effect.gen(function* () {
        const { phished } = yield* taken(context)
        yield* TestClock.adjust("30 hours")
        const open = yield* session()
        expect(open).not.toBe(phished)
        // The former contact is proved again, which drops the one that replaced it.
        yield* changeContact(context, open, MAIL)
        expect((yield* announcedWithLinks(context)).slice(-1)).toEqual([`ContactChanged to ${INTRUDER}`])
      }),
    ),
  )

  story("works until its last millisecond, once", (context) =>
    withPage(
      Effect.gen(function* () {
        yield* taken(context)
        const token = yield* tokenTo(context, "ContactChanged", MAIL)
        yield* TestClock.adjust(7 * DAY - 1)
        expect(yield* press(` ${token}\n`)).toBe("ChangeReported")
        expect(yield* press(token)).toBe("ReportLinkUnknown")
      }),
    ),
  )

  story("that was used, that is too old, or that was never sent gets one refusal, and changes nothing", (context) =>
    withPage(
      Effect.gen(function* () {
        yield* taken(context)
        const token = (yield* tokenTo(context, "ContactChanged", MAIL)) ?? ""
        const forged = `${token.slice(0, -4)}${token.endsWith("AAAA") ? "BBBB" : "AAAA"}`
        const elsewhere = `${"A".repeat(22)}${token.slice(22)}`
        const before = context.storage.snapshot().rows
        for (const wrong of [forged, elsewhere, "", "x", `${token}x`, token.slice(1), "é".repeat(56)]) {
          expect(yield* press(wrong)).toBe("ReportLinkUnknown")
        }
        yield* TestClock.adjust(7 * DAY)
        expect(yield* press(token)).toBe("ReportLinkUnknown")
        expect(context.storage.snapshot().rows).toEqual(before)
      }),
    ),
  )

  story("answers a repeat of the same command as before, to a caller who has the token", (context) =>
    withPage(
      Effect.gen(function* () {
        yield* taken(context)
        const token = yield* tokenTo(context, "ContactChanged", MAIL)
        expect(yield* press(token, "c-1")).toBe("ChangeReported")
        expect(yield* press(token, "c-1")).toBe("ChangeReported")
        expect(yield* press("x".repeat(56), "c-1")).toBe("ReportLinkUnknown")
        expect((yield* announcedWithLinks(context)).filter((text) => text.startsWith("ChangeReported"))).toHaveLength(2)
      }),
    ),
  )

  story("is in no row, event or waiting message, and neither is its token", (context) =>
    withPage(
      Effect.gen(function* () {
        const { person } = yield* taken(context)
        const token = (yield* tokenTo(context, "ContactChanged", MAIL)) ?? ""
        yield* press(token)
        const journal = yield* context.storage.service.journal(`account/${person}`)
        expect(JSON.stringify([context.storage.snapshot(), journal])).not.toContain(token.slice(40))
        expect(journal.filter(({ _tag }) => _tag === "ChangeReported")).toHaveLength(1)
      }),
    ),
  )

  story("is absent where the host gives no page, and the notice still says what to do", (context) =>
    Effect.gen(function* () {
      yield* taken(context)
      yield* deliverDue()
      expect(context.mailbox.announced().map(({ about, report }) => [about, report])).toEqual([
        ["ContactChanged", undefined],
      ])
    }),
  )
})

/**
 * A person who read out a code to an intruder notices it, and the password or the space changes in another way. What the
 * intruder began with that code must end with it.
 */
import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { AGENT } from "../../../../test/stories/family.ts"
import { press, tokenTo } from "../../../../test/stories/report-links.ts"
import {
  ADA,
  latestCode,
  MAIL,
  PASSWORD,
  session,
  signedIn,
  signInTag,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

const INTRUDERS = "Intrus456"
const OWN = "Nouveau34"

/** A recovery whose code was right. Answers the ticket with which a password can be chosen. */
const proved = Effect.fnUntraced(function* (context: TestContext) {
  const monCompte = yield* MonCompte
  const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
  yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
  return ticket
})

const choose = (ticket: string, password: string) =>
  Effect.flatMap(MonCompte, (monCompte) =>
    tagOf(monCompte.chooseRecoveredPassword({ ticket, password, confirmation: password })),
  )

/** Ada's space for a long time. Then an intruder has the right code, and enters it. */
const relayed = Effect.fnUntraced(function* (context: TestContext) {
  const person = (yield* signedIn(context)).slice(0, 36)
  yield* TestClock.adjust("60 days")
  return { person, ticket: yield* proved(context) }
})

describe("a recovery that an intruder began with a code of the owner", () => {
  story("ends when an agent declares the account compromised, and the owner begins another one", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { person, ticket } = yield* relayed(context)
      yield* agency.declareCompromised({ agent: AGENT, person })
      expect(yield* choose(ticket, INTRUDERS)).toBe("TicketUnknown")
      expect(yield* choose(yield* proved(context), OWN)).toBe("PasswordRecovered")
      expect(yield* choose(ticket, INTRUDERS)).toBe("TicketUnknown")
      expect(yield* signInTag(OWN)).toBe("SignedIn")
    }),
  )

  story("ends before its code was entered: the code that was sent earlier is refused", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const person = (yield* signedIn(context)).slice(0, 36)
      yield* TestClock.adjust("60 days")
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      const code = yield* latestCode(context)
      yield* agency.declareCompromised({ agent: AGENT, person })
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("RecoveryCodeRefused")
      expect(yield* choose(yield* proved(context), OWN)).toBe("PasswordRecovered")
    }),
  )

  story("ends when the owner changes the password, and when they replace a required one", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { person, ticket } = yield* relayed(context)
      const open = yield* session()
      yield* monCompte.changePassword({ session: open, current: PASSWORD, password: OWN, confirmation: OWN })
      expect(yield* choose(ticket, INTRUDERS)).toBe("TicketUnknown")
      const other = yield* proved(context)
      yield* agency.requirePasswordChange({ agent: AGENT, people: [person], reason: "Precaution" })
      const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: OWN })
      if (answer._tag !== "MustChangePassword" || !("ticket" in answer)) return expect.fail(answer._tag)
      yield* monCompte.replacePassword({ ticket: answer.ticket, password: "Encore567", confirmation: "Encore567" })
      expect(yield* choose(other, INTRUDERS)).toBe("TicketUnknown")
    }),
  )

  story("ends when the owner presses the button of a notice", (context) =>
    Effect.gen(function* () {
      const { ticket: first } = yield* relayed(context)
      expect(yield* choose(first, INTRUDERS)).toBe("PasswordRecovered")
      const token = yield* tokenTo(context, "PasswordRecovered", MAIL)
      const second = yield* proved(context)
      expect(yield* press(token)).toBe("ChangeReported")
      expect(yield* choose(second, "Encore567")).toBe("TicketUnknown")
      expect(yield* choose(yield* proved(context), OWN)).toBe("PasswordRecovered")
    }),
  )

  story("does not survive a closing that is undone, and nothing of it starts again", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { person, ticket } = yield* relayed(context)
      yield* agency.closeAccount({ agent: AGENT, person })
      yield* agency.reopenAccount({ agent: AGENT, person, cause: "AgentMistake" })
      expect(yield* choose(ticket, INTRUDERS)).toBe("TicketUnknown")
    }),
  )
})

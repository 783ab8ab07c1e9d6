import { expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { ADA, latestCode, MAIL, PASSWORD, signedIn, story, tagOf } from "../../../../test/stories/test-context.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

story(
  "a recovery goes to the original contact after two changes in a day, and at once after a change back to it",
  (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const session = yield* signedIn(context)
      const changeTo = Effect.fnUntraced(function* (contact: string) {
        yield* monCompte.changeContact({ session, current: PASSWORD, contact })
        return yield* monCompte.confirmContact({ session, code: yield* latestCode(context) })
      })
      /** The address to which a recovery code goes. */
      const recoveryAddress = Effect.gen(function* () {
        expect(yield* tagOf(monCompte.startRecovery({ identifier: ADA.nir }))).toBe("CodeSentIfKnown")
        yield* deliverDue()
        return context.mailbox.sent().at(-1)?.to.reveal()
      })
      yield* changeTo("ada.new@example.org")
      yield* TestClock.adjust("1 minute")
      yield* changeTo("ada.third@example.org")
      expect(yield* recoveryAddress).toBe(MAIL)
      yield* deliverDue()
      // The order of announcements made at one time is not defined. The second one to the former contact is coalesced.
      const recipients = context.mailbox.announced().map(({ to }) => to.reveal())
      expect(recipients.toSorted()).toEqual(["ada.new@example.org", MAIL])
      expect(yield* changeTo(MAIL)).toMatchObject({ recoversFrom: 60_000 })
      yield* TestClock.adjust("11 minutes")
      expect(yield* recoveryAddress).toBe(MAIL)
    }),
)

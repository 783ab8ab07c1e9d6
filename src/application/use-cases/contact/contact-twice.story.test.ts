import { expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { ADA, latestCode, MAIL, PASSWORD, signedIn, story, tagOf } from "../../../../test/stories/test-context.ts"
import { deliverDue } from "../../delivery/deliver.ts"
import { MonCompte } from "../../mon-compte.ts"

story(
  "a contact changed twice in a day lets neither new one recover the account, and going back ends the wait",
  (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const session = yield* signedIn(context)
      const become = Effect.fnUntraced(function* (contact: string) {
        yield* monCompte.changeContact({ session, current: PASSWORD, contact })
        return yield* monCompte.confirmContact({ session, code: yield* latestCode(context) })
      })
      /** Where a code to recover the account goes. */
      const recoversBy = Effect.gen(function* () {
        expect(yield* tagOf(monCompte.startRecovery({ identifier: ADA.nir }))).toBe("CodeSentIfKnown")
        yield* deliverDue()
        return context.mailbox.sent().at(-1)?.to.reveal()
      })
      yield* become("ada.new@example.org")
      yield* TestClock.adjust("1 minute")
      yield* become("ada.third@example.org")
      expect(yield* recoversBy).toBe(MAIL)
      yield* deliverDue()
      // News of one moment goes out in any order.
      const told = context.mailbox.announced().map(({ to }) => to.reveal())
      expect(told.toSorted()).toEqual(["ada.new@example.org", MAIL, MAIL])
      expect(yield* become(MAIL)).toMatchObject({ recoversFrom: 60_000 })
      yield* TestClock.adjust("11 minutes")
      expect(yield* recoversBy).toBe(MAIL)
    }),
)

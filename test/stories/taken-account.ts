import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { ADA, latestCode, PASSWORD, session, signedIn, type TestContext } from "./test-context.ts"

export const INTRUDER = "intruder@example.org"

/** Changes the contact, and enters the code that was sent to the new one. */
export const changeContact = Effect.fnUntraced(function* (context: TestContext, open: string, contact: string) {
  const monCompte = yield* MonCompte
  yield* monCompte.changeContact({ session: open, current: PASSWORD, contact })
  yield* monCompte.confirmContact({ session: open, code: yield* latestCode(context) })
})

/** Ada's space for a long time. Then an intruder who phished the password changes the contact. */
export const taken = Effect.fnUntraced(function* (context: TestContext) {
  const person = (yield* signedIn(context)).slice(0, 36)
  yield* TestClock.adjust("60 days")
  const phished = yield* session()
  const monCompte = yield* MonCompte
  const { device } = yield* monCompte.rememberMe({ session: phished })
  yield* changeContact(context, phished, INTRUDER)
  yield* deliverDue()
  return { person, phished, device }
})

/** Requests a recovery. Answers its ticket and where its code was sent. */
export const requested = Effect.fnUntraced(function* (context: TestContext) {
  const monCompte = yield* MonCompte
  yield* deliverDue()
  const before = context.mailbox.sent().length
  const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
  yield* deliverDue()
  return { ticket, to: context.mailbox.sent().slice(before).at(-1)?.to.reveal() ?? null }
})

/** Recovers the account. Answers where the code was sent; `null` if none was sent. */
export const recovered = Effect.fnUntraced(function* (context: TestContext, password: string) {
  const monCompte = yield* MonCompte
  const { ticket, to } = yield* requested(context)
  if (to === null) return null
  yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
  yield* monCompte.chooseRecoveredPassword({ ticket, password, confirmation: password })
  return to
})

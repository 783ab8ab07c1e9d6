import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  ADA,
  BOB,
  MAIL,
  migrated,
  PASSWORD,
  session,
  signedIn,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const UNUSED = "unused@example.org"

/** The answers that Bob gets who asks for codes to an address until something is refused, at most 12 times. */
const answers = Effect.fnUntraced(function* (open: string, contact: string) {
  const monCompte = yield* MonCompte
  const tags: Array<string> = []
  for (let time = 0; time < 12; time += 1) {
    tags.push(yield* tagOf(monCompte.changeContact({ session: open, current: PASSWORD, contact })))
    yield* deliverDue()
    yield* TestClock.adjust("1 minute")
  }
  return tags
})

/** Requests recoveries for Ada's number, as any visitor can. */
const recoveries = Effect.fnUntraced(function* (times: number) {
  const monCompte = yield* MonCompte
  for (let time = 0; time < times; time += 1) {
    yield* monCompte.startRecovery({ identifier: ADA.nir })
    yield* deliverDue()
    yield* TestClock.adjust("11 minutes")
  }
})

const sentTo = ({ mailbox }: TestContext, address: string) =>
  Effect.map(deliverDue(), () => mailbox.sent().filter(({ to }) => to.reveal() === address).length)

describe("a stranger who counts the codes that an address still accepts", () => {
  story("does not learn whether it belongs to a number: recoveries count apart", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      yield* migrated(context, BOB, "bob@example.org")
      yield* recoveries(3)
      const before = yield* sentTo(context, MAIL)
      const known = yield* answers(yield* session(BOB), MAIL)
      // Ten a day, of which Ada's own migration took one: the last message of Bob is not sent.
      expect((yield* sentTo(context, MAIL)) - before).toBe(9)
      yield* TestClock.adjust("2 days")
      const unknown = yield* answers(yield* session(BOB), UNUSED)
      expect(known).toEqual(unknown)
      expect(known).toEqual([...Array(10).fill("ContactCodeSent"), "TooManyMessages", "TooManyMessages"])
    }),
  )

  story("does not learn that others asked for codes to it, and writes as much either way", (context) =>
    Effect.gen(function* () {
      const ada = yield* signedIn(context)
      const bob = yield* signedIn(context, BOB, "bob@example.org")
      yield* answers(ada, UNUSED)
      const full = yield* sentTo(context, UNUSED)
      expect(full).toBe(10)
      const writes = Effect.sync(() =>
        context.storage
          .snapshot()
          .rows.map(({ version }) => version)
          .reduce((a, b) => a + b),
      )
      const monCompte = yield* MonCompte
      const request = (contact: string) =>
        Effect.gen(function* () {
          const before = yield* writes
          const tag = yield* tagOf(monCompte.changeContact({ session: bob, current: PASSWORD, contact }))
          return { tag, writes: (yield* writes) - before }
        })
      // The first request of a session after a while records that the session was used.
      yield* request("warm-up@example.org")
      const [toFull, toFresh] = [yield* request(UNUSED), yield* request("fresh@example.org")]
      expect(toFull).toEqual(toFresh)
      expect(toFull.tag).toBe("ContactCodeSent")
      expect(yield* sentTo(context, UNUSED)).toBe(full)
      expect(yield* sentTo(context, "fresh@example.org")).toBe(1)
    }),
  )

  story("does not keep the owner from recovering the account by using up the codes of the address", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      const bob = yield* signedIn(context, BOB, "bob@example.org")
      yield* answers(bob, MAIL)
      const before = yield* sentTo(context, MAIL)
      yield* recoveries(1)
      expect((yield* sentTo(context, MAIL)) - before).toBe(1)
    }),
  )
})

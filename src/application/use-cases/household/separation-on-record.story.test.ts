import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { BRUNO, created, FILE, family, NOON } from "../../../../test/stories/family.ts"
import { ADA, codes, latestCode, story, type TestContext, tagOf } from "../../../../test/stories/test-context.ts"
import { deliverDue } from "../../delivery/deliver.ts"
import { MonCompte } from "../../mon-compte.ts"

const fact = "2026-10-01"

describe("a contact on record of a file that was never migrated", () => {
  const theirs = [{ ...ADA, contacts: ["Foyer@example.org"] }]
  const separated = Effect.fnUntraced(function* (context: TestContext, contact: string) {
    const monCompte = yield* MonCompte
    yield* TestClock.setTime(NOON)
    yield* family()
    const bruno = yield* created(context, BRUNO, contact)
    const before = yield* monCompte.startRecovery({ identifier: ADA.nir })
    const code = yield* latestCode(context)
    yield* monCompte.declareSeparation({ session: bruno, file: FILE, fact })
    yield* TestClock.adjust("2 minutes")
    const sent = codes(context).length
    const after = yield* monCompte.startRecovery({ identifier: ADA.nir })
    yield* deliverDue()
    return {
      monCompte,
      before: { ticket: before.ticket, code },
      ticket: after.ticket,
      sent: codes(context).length - sent,
    }
  })

  story(
    "that is the other one's too opens the wizard no more once they separate, not by a code under way either",
    (context) =>
      Effect.gen(function* () {
        const { before, monCompte, sent } = yield* separated(context, "foyer@example.org")
        expect(sent).toBe(0)
        expect(yield* tagOf(monCompte.confirmRecovery(before))).not.toBe("MigrationRequired")
        // Who the number is of proves who they are, and opens their space.
        const ada = { identifier: ADA.nir, birthName: "Lovelace", birthDate: "1969-05-12" }
        context.identities.enrol(ada)
        expect(yield* tagOf(monCompte.createAccount(ada))).toBe("CreationOpened")
      }),
    { files: theirs },
  )

  story(
    "that is the other one's too is worth nothing even where the code had been typed before",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* TestClock.setTime(NOON)
        yield* family()
        const bruno = yield* created(context, BRUNO, "foyer@example.org")
        const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
        const typed = { ticket, code: yield* latestCode(context) }
        expect(yield* tagOf(monCompte.confirmRecovery(typed))).toBe("MigrationRequired")
        context.legacy.setDown(true)
        yield* monCompte.declareSeparation({ session: bruno, file: FILE, fact })
        context.legacy.setDown(false)
        expect(yield* tagOf(monCompte.confirmRecovery(typed))).toBe("TicketUnknown")
      }),
    { files: theirs },
  )

  story(
    "that is the holder's alone still does",
    (context) =>
      Effect.gen(function* () {
        const { monCompte, sent, ticket } = yield* separated(context, "bruno@example.org")
        expect(sent).toBe(1)
        const code = yield* latestCode(context)
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("MigrationRequired")
      }),
    { files: theirs },
  )
})

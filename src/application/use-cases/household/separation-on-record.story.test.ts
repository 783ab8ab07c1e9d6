import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { BRUNO, created, FILE, family, NOON } from "../../../../test/stories/family.ts"
import { ADA, codes, latestCode, story, tagOf, type World } from "../../../../test/stories/world.ts"
import { deliverDue } from "../../delivery/deliver.ts"
import { MonCompte } from "../../mon-compte.ts"

const fact = "2026-10-01"

describe("a contact on record of a file that was never migrated", () => {
  const theirs = [{ ...ADA, contacts: ["Foyer@example.org"] }]
  const separated = Effect.fnUntraced(function* (w: World, contact: string) {
    const monCompte = yield* MonCompte
    yield* TestClock.setTime(NOON)
    yield* family()
    const bruno = yield* created(w, BRUNO, contact)
    const before = yield* monCompte.startRecovery({ identifier: ADA.nir })
    const code = yield* latestCode(w)
    yield* monCompte.declareSeparation({ session: bruno, file: FILE, fact })
    yield* TestClock.adjust("2 minutes")
    const sent = codes(w).length
    const after = yield* monCompte.startRecovery({ identifier: ADA.nir })
    yield* deliverDue()
    return { monCompte, before: { ticket: before.ticket, code }, ticket: after.ticket, sent: codes(w).length - sent }
  })

  story(
    "that is the other one's too opens the wizard no more once they separate, not by a code under way either",
    (w) =>
      Effect.gen(function* () {
        const { before, monCompte, sent } = yield* separated(w, "foyer@example.org")
        expect(sent).toBe(0)
        expect(yield* tagOf(monCompte.confirmRecovery(before))).not.toBe("MigrationRequired")
        // Who the number is of proves who they are, and opens their space.
        const ada = { identifier: ADA.nir, birthName: "Lovelace", birthDate: "1969-05-12" }
        w.identities.enrol(ada)
        expect(yield* tagOf(monCompte.createAccount(ada))).toBe("CreationOpened")
      }),
    { files: theirs },
  )

  story(
    "that is the other one's too is worth nothing even where the code had been typed before",
    (w) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* TestClock.setTime(NOON)
        yield* family()
        const bruno = yield* created(w, BRUNO, "foyer@example.org")
        const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
        const typed = { ticket, code: yield* latestCode(w) }
        expect(yield* tagOf(monCompte.confirmRecovery(typed))).toBe("MigrationRequired")
        w.legacy.setDown(true)
        yield* monCompte.declareSeparation({ session: bruno, file: FILE, fact })
        w.legacy.setDown(false)
        expect(yield* tagOf(monCompte.confirmRecovery(typed))).toBe("TicketUnknown")
      }),
    { files: theirs },
  )

  story(
    "that is the holder's alone still does",
    (w) =>
      Effect.gen(function* () {
        const { monCompte, sent, ticket } = yield* separated(w, "bruno@example.org")
        expect(sent).toBe(1)
        const code = yield* latestCode(w)
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("MigrationRequired")
      }),
    { files: theirs },
  )
})

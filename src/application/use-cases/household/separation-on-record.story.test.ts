import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { BRUNO, createSpace, FILE, family, NOON } from "../../../../test/stories/family.ts"
import { ADA, codes, latestCode, story, type TestContext, tagOf } from "../../../../test/stories/test-context.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const fact = "2026-10-01"

describe("a contact on record of a file that was never migrated", () => {
  const theirs = [{ ...ADA, contacts: ["Foyer@example.org"] }]
  const separated = Effect.fnUntraced(function* (context: TestContext, contact: string) {
    const monCompte = yield* MonCompte
    yield* TestClock.setTime(NOON)
    yield* family()
    const bruno = yield* createSpace(context, BRUNO, contact)
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
    "that the spouse also reads no longer opens the wizard after a separation, not even with a code already sent",
    (context) =>
      Effect.gen(function* () {
        const { before, monCompte, sent } = yield* separated(context, "foyer@example.org")
        expect(sent).toBe(0)
        expect(yield* tagOf(monCompte.confirmRecovery(before))).not.toBe("MigrationRequired")
        // The owner of the number proves their identity and opens their space.
        const ada = { identifier: ADA.nir, birthName: "Lovelace", birthDate: "1969-05-12" }
        const letter = { _tag: "LetterCode", code: "K7P2-9QXM" }
        context.identities.enrol({ ...ada, evidence: [{ is: letter, strength: "Document" }] })
        expect(yield* tagOf(monCompte.createAccount(ada))).toBe("CreationRefused")
        expect(yield* tagOf(monCompte.createAccount({ ...ada, evidence: [letter] }))).toBe("CreationOpened")
      }),
    { files: theirs },
  )

  story(
    "that the spouse also reads opens nothing, even if its code was entered before the separation",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* TestClock.setTime(NOON)
        yield* family()
        const bruno = yield* createSpace(context, BRUNO, "foyer@example.org")
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
    "that only the holder reads still opens the wizard",
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

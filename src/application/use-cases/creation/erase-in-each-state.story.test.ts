import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as TestClock from "effect/testing/TestClock"
import { erase, inconsistentJournals } from "../../../../test/stories/erasure.ts"
import {
  ADA,
  atCode,
  atContact,
  closeAccount,
  codes,
  hashes,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  signedIn,
  signInTag,
  started,
  story,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import * as Recovery from "../../../domain/recovery/recovery.ts"
import { Keys } from "../../../ports/keys.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("erasing a person in each state", () => {
  story("deletes the input of a wizard, and its code is not sent", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      expect(hashes(context)).toHaveLength(1)
      yield* erase(ticket)
      expect(hashes(context)).toEqual([])
      yield* deliverDue()
      expect(codes(context)).toEqual([])
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: "000000" }))).toBe("TicketUnknown")
      yield* TestClock.adjust("1 hour")
      yield* deliverDue()
      expect(context.storage.snapshot().outbox).toEqual([])
      expect(inconsistentJournals(context)).toEqual([])
    }),
  )

  story("cancels a code that was delivered", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(context)
      yield* erase(ticket)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("TicketUnknown")
    }),
  )

  story("cancels a change of contact, and its code is not sent", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const session = yield* signedIn(context)
      const sent = codes(context).length
      yield* monCompte.changeContact({ session, current: PASSWORD, contact: "other@example.org" })
      yield* erase(session)
      const challenges = context.storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith("challenge/"))
      expect(challenges.map(({ state }) => state?._tag).sort()).toEqual(["Cancelled", "Proved"])
      yield* deliverDue()
      expect(codes(context)).toHaveLength(sent)
      expect(context.storage.snapshot().outbox.map(({ message }) => message.body._tag)).toEqual(["ExpireDraft"])
    }),
  )

  story("releases the NIR of an account that was closed before it was active", (context) =>
    Effect.gen(function* () {
      const { ticket } = yield* started()
      yield* closeAccount(ticket)
      expect(yield* signInTag(ADA.legacy)).toBe("Refused")
      yield* erase(ticket)
      expect(context.storage.snapshot().claims).toEqual([])
      expect(yield* signInTag(ADA.legacy)).toBe("MigrationRequired")
    }),
  )

  story("releases the identifiers under every key of the ring", (context) =>
    Effect.gen(function* () {
      const ticket = yield* migrated(context)
      context.keys.rotate()
      yield* signInTag(PASSWORD)
      expect(context.storage.snapshot().claims).toHaveLength(2)
      yield* erase(ticket)
      expect(context.storage.snapshot().claims).toEqual([])
    }),
  )

  story("makes a recovery under way unreadable, and the next person with the NIR can recover", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const keys = yield* Keys
      const person = yield* migrated(context)
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      const code = yield* latestCode(context)
      context.keys.rotate()
      yield* monCompte.startRecovery({ identifier: ADA.nir })
      const recoveries = () =>
        context.storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith(`${Recovery.stream.category}/`))
      const ids = recoveries().map(({ aggregate }) => Recovery.stream.keyOf(aggregate))
      expect(ids).toHaveLength(2)
      yield* erase(person)
      const { rows } = yield* context.storage.service.load(ids.map(DataKey.stream.id))
      for (const [index, { journal }] of recoveries().entries()) {
        const sealed = journal.flatMap(({ event }) => ("identifier" in event ? [String(event["identifier"])] : []))
        const secret = rows[index]?.secret
        if (secret === null || secret === undefined) throw new Error("There is a data key.")
        expect(sealed).toHaveLength(1)
        expect(Exit.hasDies(yield* Effect.exit(keys.open(secret, ids[index] ?? "", sealed[0] ?? "", "nir")))).toBe(true)
      }
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("RecoveryCodeRefused")
      yield* migrated(context)
      expect((yield* monCompte.startRecovery({ identifier: ADA.nir }))._tag).toBe("CodeSentIfKnown")
    }),
  )

  story("does not stop messages of another person to the same address", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* migrated(context)
      yield* erase(ticket)
      const other = yield* atContact()
      yield* monCompte.sendCode({ ticket: other, contact: MAIL })
      expect(yield* latestCode(context)).toMatch(/^\d{6}$/)
    }),
  )
})

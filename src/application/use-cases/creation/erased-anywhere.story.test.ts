import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as TestClock from "effect/testing/TestClock"
import { forget, notFolding } from "../../../../test/stories/erase-person.ts"
import {
  ADA,
  atCode,
  atContact,
  close,
  codes,
  enter,
  hashes,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  signedIn,
  started,
  story,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { Keys } from "../../../ports/keys.ts"
import { deliverDue } from "../../delivery/deliver.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("whatever the account had come to", () => {
  story("a wizard under way: what was typed goes, and its code is not sent", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      expect(hashes(context)).toHaveLength(1)
      yield* forget(ticket)
      expect(hashes(context)).toEqual([])
      yield* deliverDue()
      expect(codes(context)).toEqual([])
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: "000000" }))).toBe("TicketUnknown")
      yield* TestClock.adjust("1 hour")
      yield* deliverDue()
      expect(context.storage.snapshot().outbox).toEqual([])
      expect(notFolding(context)).toEqual([])
    }),
  )

  story("a code that was read: it is worth nothing", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(context)
      yield* forget(ticket)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("TicketUnknown")
    }),
  )

  story("another contact asked for: no challenge stays open, and the code is not sent", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const open = yield* signedIn(context)
      const sent = codes(context).length
      yield* monCompte.changeContact({ session: open, current: PASSWORD, contact: "other@example.org" })
      yield* forget(open)
      const challenges = context.storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith("challenge/"))
      expect(challenges.map(({ state }) => state?._tag).sort()).toEqual(["Cancelled", "Proved"])
      yield* deliverDue()
      expect(codes(context)).toHaveLength(sent)
      expect(context.storage.snapshot().outbox.map(({ message }) => message.body._tag)).toEqual(["DraftEnds"])
    }),
  )

  story("just recognised, or closed long ago: the number is free", (context) =>
    Effect.gen(function* () {
      const { ticket } = yield* started()
      yield* close(context, ticket)
      expect(yield* enter(ADA.legacy)).toBe("Refused")
      yield* forget(ticket)
      expect(context.storage.snapshot().claims).toEqual([])
      expect(yield* enter(ADA.legacy)).toBe("MigrationRequired")
    }),
  )

  story("found under keys of the ring old and new: it is found under none", (context) =>
    Effect.gen(function* () {
      const ticket = yield* migrated(context)
      context.keys.rotate()
      yield* enter(PASSWORD)
      expect(context.storage.snapshot().claims).toHaveLength(2)
      yield* forget(ticket)
      expect(context.storage.snapshot().claims).toEqual([])
    }),
  )

  story(
    "a recovery under way: nothing kept of it can be read, and whoever has the number next may recover",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const keys = yield* Keys
        const person = yield* migrated(context)
        const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
        const code = yield* latestCode(context)
        context.keys.rotate()
        yield* monCompte.startRecovery({ identifier: ADA.nir })
        const kept = () => context.storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith("recovery/"))
        const ids = kept().map(({ aggregate }) => aggregate.slice("recovery/".length))
        expect(ids).toHaveLength(2)
        yield* forget(person)
        const { rows } = yield* context.storage.service.load(ids.map((id) => `data-key/${id}` as const))
        for (const [index, { journal }] of kept().entries()) {
          const sealed = journal.flatMap(({ event }) => ("identifier" in event ? [String(event["identifier"])] : []))
          const secret = rows[index]?.secret
          if (secret === null || secret === undefined) throw new Error("There is a data key.")
          expect(sealed).toHaveLength(1)
          expect(Exit.hasDies(yield* Effect.exit(keys.open(secret, ids[index] ?? "", sealed[0] ?? "")))).toBe(true)
        }
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("NotAllowed")
        yield* migrated(context)
        expect((yield* monCompte.startRecovery({ identifier: ADA.nir }))._tag).toBe("CodeSentIfKnown")
      }),
  )

  story("the messages of others to the same address go out", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* migrated(context)
      yield* forget(ticket)
      const other = yield* atContact()
      yield* monCompte.sendCode({ ticket: other, contact: MAIL })
      expect(yield* latestCode(context)).toMatch(/^\d{6}$/)
    }),
  )
})

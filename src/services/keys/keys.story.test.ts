import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { memoryKeys } from "../../../adapters/memory/index.ts"
import { lockOutPolicies } from "../../account/lock-out.ts"
import { Keys } from "../../ports/keys.ts"
import { deliverDue } from "../delivery/deliver.ts"
import { MonCompte } from "../mon-compte.ts"
import { signIn as verb } from "../sign-in/sign-in.ts"
import {
  ADA,
  atCode,
  atContact,
  BOB,
  close,
  codes,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  started,
  story,
  tagOf,
  type World,
} from "../world.model.ts"
import { rewrapKeys } from "./rewrap-keys.ts"

/** The ids of the keys under which aggregates of a kind, or unique keys, are kept. */
const keptUnder = (names: ReadonlyArray<string>) => [...new Set(names.map((name) => name.split(".").at(-1)))].sort()
const claimed = ({ storage }: World) => keptUnder(storage.snapshot().claims.map(({ key }) => key))

const accounts = ({ storage }: World) =>
  storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith("account/"))

const signIn = (password: string, person = ADA) =>
  Effect.flatMap(MonCompte, (monCompte) => tagOf(monCompte.signIn({ identifier: person.nir, password })))

describe("a key is replaced", () => {
  story("while a wizard is under way: its ticket and its code stay good, under the older key", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(w)
      w.keys.rotate()
      expect(yield* tagOf(monCompte.progress({ ticket }))).toBe("CodePending")
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("Completed")
      expect(yield* signIn(PASSWORD)).toBe("SignedIn")
    }),
  )

  story("between a code and its delivery, and between two codes", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      w.keys.rotate()
      const first = yield* latestCode(w)
      yield* TestClock.adjust("1 minute")
      yield* monCompte.resendCode({ ticket })
      const second = yield* latestCode(w)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: first }))).toBe("CodeSuperseded")
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: second }))).toBe("Completed")
    }),
  )

  story("and dropped under a wizard: its ticket is unknown, and nothing is sent that could not be typed", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      w.keys.rotate()
      expect(yield* rewrapKeys()).toEqual({ seen: 1, rewrapped: 1, failed: 0 })
      w.keys.retire("1")
      expect(yield* tagOf(monCompte.progress({ ticket }))).toBe("TicketUnknown")
      yield* deliverDue()
      expect(codes(w)).toEqual([])
      const orders = w.storage.snapshot().outbox.map(({ message }) => message.body._tag)
      expect(orders).not.toContain("SendCode")
      expect((yield* started()).step._tag).toBe("PasswordPending")
    }),
  )

  story("and the account is found under the older one, then under the new one too", (w) =>
    Effect.gen(function* () {
      yield* migrated(w)
      expect(claimed(w)).toEqual(["1"])
      w.keys.rotate()
      expect(yield* signIn("Wrong123")).toBe("Refused")
      expect(claimed(w)).toEqual(["1"])
      expect(yield* signIn(PASSWORD)).toBe("SignedIn")
      expect(claimed(w)).toEqual(["1", "2"])
      w.keys.retire("1")
      expect(yield* signIn(PASSWORD)).toBe("SignedIn")
      expect(accounts(w)).toHaveLength(1)
    }),
  )

  story("and one who starts meanwhile is found by processes of either ring", (w) =>
    Effect.gen(function* () {
      w.keys.rotate()
      yield* started()
      expect(claimed(w)).toEqual(["1", "2"])
      // A process that does not have the new key yet, over the same storage.
      const older = memoryKeys({ master: "for tests" }).service
      const answer = tagOf(verb({ identifier: ADA.nir, password: ADA.legacy }))
      expect(yield* Effect.provideService(answer, Keys, older)).toBe("MigrationRequired")
      expect(accounts(w)).toHaveLength(1)
    }),
  )
})

describe("what is counted goes on being counted when a key is replaced", () => {
  story("failures of a password, from the older key to the new one", (w) =>
    Effect.gen(function* () {
      yield* migrated(w)
      for (const _ of [1, 2, 3]) expect(yield* signIn("Wrong123")).toBe("Refused")
      w.keys.rotate()
      for (const _ of [4, 5]) expect(yield* signIn("Wrong123")).toBe("Refused")
      expect(yield* signIn(PASSWORD)).toBe("Refused")
      yield* TestClock.adjust("2 minutes")
      expect(yield* signIn(PASSWORD)).toBe("SignedIn")
    }),
  )

  story("no more than 25 failures in 24 hours, though the older key is dropped in the end", (w) =>
    Effect.gen(function* () {
      yield* migrated(w)
      /** Guesses as soon as a counter that starts anew would let through, for eleven hours. */
      const waits = [0, 0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 90, 90, 90, 90, 90, 90]
      const guesses = Effect.forEach(waits, (minutes) =>
        Effect.andThen(TestClock.adjust(`${minutes} minutes`), signIn("Wrong123")),
      )
      yield* guesses
      w.keys.rotate()
      yield* guesses
      yield* guesses
      yield* guesses
      yield* rewrapKeys()
      w.keys.retire("1")
      yield* guesses
      const verified = w.storage
        .snapshot()
        .rows.filter(({ aggregate }) => aggregate.startsWith("lock-out/"))
        .flatMap(({ journal }) => journal.filter(({ event }) => event._tag === "Reserved"))
      const all = [...new Map(verified.map(({ at, event }) => [event["attempt"], at])).values()]
      const inADay = all.map((at) => all.filter((other) => other >= at && other <= at + 24 * 60 * 60_000).length)
      expect(Math.max(...inADay)).toBeLessThanOrEqual(lockOutPolicies.cnil.perDay)
      // Guesses that are hardly let through would prove nothing.
      expect(Math.max(...inADay)).toBeGreaterThan(20)
    }),
  )

  story("messages to one contact, ten in 24 hours whichever key they were counted under", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      for (const _ of [1, 2, 3, 4, 5, 6])
        expect(yield* tagOf(monCompte.sendCode({ ticket, contact: MAIL }))).toBe("CodePending")
      w.keys.rotate()
      for (const _ of [7, 8, 9, 10])
        expect(yield* tagOf(monCompte.sendCode({ ticket, contact: MAIL }))).toBe("CodePending")
      expect(yield* tagOf(monCompte.sendCode({ ticket, contact: MAIL }))).toBe("TooManyMessages")
      yield* TestClock.adjust("1 minute")
      expect(yield* tagOf(monCompte.resendCode({ ticket }))).toBe("TooManyMessages")
    }),
  )
})

describe("after a sweep", () => {
  story("the older key is needed for nothing: sign-in, contact, wizard, and what is closed stays closed", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(w)
      yield* close(w, yield* atCode(BOB, "bob@example.org"))
      w.keys.rotate()
      expect(yield* rewrapKeys({ pageSize: 1 })).toEqual({ seen: 2, rewrapped: 2, failed: 0 })
      expect(claimed(w)).toEqual(["2"])
      w.keys.retire("1")
      const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })
      if (answer._tag !== "SignedIn") throw new Error(answer._tag)
      expect((yield* monCompte.whoAmI({ session: answer.session })).contact).toBe("a•••@e•••.org")
      expect(yield* signIn(BOB.legacy, BOB)).toBe("Refused")
      expect(accounts(w)).toHaveLength(2)
    }),
  )

  story("what was kept to recover an account under the older key goes with it, and a new recovery works", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(w)
      yield* monCompte.recover({ identifier: ADA.nir })
      w.keys.rotate()
      expect(yield* rewrapKeys()).toEqual({ seen: 2, rewrapped: 1, failed: 0 })
      w.keys.retire("1")
      yield* TestClock.adjust("2 minutes")
      const { ticket } = yield* monCompte.recover({ identifier: ADA.nir })
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: yield* latestCode(w) }))).toBe("PasswordToChoose")
    }),
  )

  story("a contact proved again is the same contact, and serves for recovery as before", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(w)
      w.keys.rotate()
      yield* rewrapKeys()
      w.keys.retire("1")
      const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })
      if (answer._tag !== "SignedIn") throw new Error(answer._tag)
      const { session } = answer
      yield* monCompte.changeContact({ session, current: PASSWORD, contact: MAIL })
      yield* monCompte.confirmContact({ session, code: yield* latestCode(w) })
      expect(accounts(w)[0]?.state).toMatchObject({ contacts: { recoversFrom: 0, former: null } })
    }),
  )

  story("another one finds nothing to do, and one that was stopped goes on from where it was", (w) =>
    Effect.gen(function* () {
      yield* started()
      yield* started(BOB)
      w.keys.rotate()
      const [first = ""] = yield* w.storage.service.list({ kind: "data-key", after: null, limit: 1 })
      const after = first.slice("data-key/".length)
      expect(yield* rewrapKeys({ after })).toEqual({ seen: 1, rewrapped: 1, failed: 0 })
      expect(yield* rewrapKeys()).toEqual({ seen: 2, rewrapped: 1, failed: 0 })
      const commits = w.storage.commits()
      expect(yield* rewrapKeys()).toEqual({ seen: 2, rewrapped: 0, failed: 0 })
      expect(w.storage.commits()).toBe(commits)
    }),
  )

  story("whoever could not be dealt with is counted, and holds up nobody else", (w) =>
    Effect.gen(function* () {
      yield* started()
      yield* started(BOB)
      const { service } = w.storage
      const [broken = "data-key/"] = yield* service.list({ kind: "data-key", after: null, limit: 1 })
      const { rows } = yield* service.load([broken])
      const [{ state, version } = { state: null, version: 0 }] = rows
      const change = { aggregate: broken, expectedVersion: version, state: state ?? { _tag: "" }, events: [] }
      const changes = [{ ...change, secret: Redacted.make("1.altered") }] as const
      const nothing = { guards: [], claims: [], messages: [], answer: { _tag: "Broken" } }
      yield* service.commit({ commandId: "break", at: 0, changes, ...nothing })
      w.keys.rotate()
      expect(yield* rewrapKeys()).toEqual({ seen: 2, rewrapped: 1, failed: 1 })
    }),
  )

  story("nobody who signs in meanwhile notices", (w) =>
    Effect.gen(function* () {
      yield* migrated(w)
      w.keys.rotate()
      const [answer] = yield* Effect.all([signIn(PASSWORD), rewrapKeys()], { concurrency: 2 })
      expect(answer).toBe("SignedIn")
      w.keys.retire("1")
      expect(yield* signIn(PASSWORD)).toBe("SignedIn")
    }),
  )
})

import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { BOB_ID, family } from "../../../../test/stories/family-with-identities.ts"
import {
  ADA,
  BOB,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  session,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { longTextOf } from "../../../messages/notices/long.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const AGENT = "agent-7"

const signIn = (identifier: string, password: string) =>
  Effect.flatMap(MonCompte, (monCompte) => tagOf(monCompte.signIn({ identifier, password })))

/** Wrong passwords, each as early as allowed, until a hundred failed in a row. */
const lockOut = (identifier: string) =>
  Effect.repeat(Effect.andThen(TestClock.adjust("90 minutes"), signIn(identifier, "Pas celui1")), { times: 180 })

/** What the lock-out recorded of the clearings by agents: who and why. */
const clearings = ({ storage }: TestContext) =>
  storage
    .snapshot()
    .rows.filter(({ aggregate }) => aggregate.startsWith("lock-out/"))
    .flatMap(({ journal }) => journal.map(({ event }) => event))
    .filter((event) => event._tag === "Cleared" && "agent" in event)

describe("an agent who unlocks a person", () => {
  story("opens the way again after a hundred wrong passwords in a row, and is recorded with the cause", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* migrated(context)
      yield* lockOut(ADA.nir)
      yield* TestClock.adjust("30 days")
      expect(yield* signIn(ADA.nir, PASSWORD)).toBe("Refused")
      const answer = yield* agency.unlockAccount({ agent: AGENT, person: ADA.nir, cause: "OthersTried" })
      expect(answer).toEqual({ _tag: "AccountUnlocked", person: expect.any(String) })
      expect(yield* signIn(ADA.nir, PASSWORD)).toBe("SignedIn")
      expect(clearings(context)).toEqual(
        Array(4).fill({ _tag: "Cleared", agent: AGENT, cause: "OthersTried", at: expect.any(Number) }),
      )
    }),
  )

  story("unlocks every way in: the number, the remembered browser and the open session", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const open = yield* session()
      const { device } = yield* monCompte.rememberMe({ session: open })
      for (const identifier of [ADA.nir, device])
        for (let guess = 0; guess < 5; guess += 1) yield* signIn(identifier, "Pas celui1")
      const next = { password: "Nouveau34", confirmation: "Nouveau34" }
      const change = monCompte.changePassword({ session: open, current: PASSWORD, ...next })
      expect(yield* tagOf(change)).toBe("Waiting")
      yield* agency.unlockAccount({ agent: AGENT, person: ADA.nir, cause: "OwnErrors" })
      expect(yield* signIn(ADA.nir, PASSWORD)).toBe("SignedIn")
      expect(yield* signIn(device, PASSWORD)).toBe("SignedIn")
      expect(yield* tagOf(change)).toBe("PasswordChanged")
    }),
  )

  story("unlocks a holder who has not migrated yet, by the social security number", () =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* lockOut(BOB.nir)
      expect(yield* signIn(BOB.nir, BOB.legacy)).toBe("Refused")
      const answer = yield* agency.unlockAccount({ agent: AGENT, person: BOB.nir, cause: "OwnErrors" })
      expect(answer).toEqual({ _tag: "AccountUnlocked", person: null })
      expect(yield* signIn(BOB.nir, BOB.legacy)).toBe("MigrationRequired")
    }),
  )

  story("is announced to every contact on record, in French: an impostor may have deceived the agent", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* migrated(context)
      const command = { agent: AGENT, person: ADA.nir, cause: "OwnErrors", commandId: "unlock-1" } as const
      yield* agency.unlockAccount(command)
      yield* agency.unlockAccount(command)
      yield* deliverDue()
      const [notice, ...others] = context.mailbox.announced()
      expect(others).toEqual([])
      if (notice === undefined) return expect.fail("Nothing was announced.")
      expect([notice.about, notice.to.reveal()]).toEqual(["AccountUnlocked", MAIL])
      const { lead, subject } = longTextOf(notice, "Mon Compte")
      expect(subject).toContain("la connexion à votre compte est débloquée")
      expect(lead).toContain("Un agent a débloqué la connexion à votre compte")
    }),
  )

  story("gives the proofs of identity of a person without a space all their tries again", (context) =>
    Effect.gen(function* () {
      const { monCompte, agency } = yield* family(context)
      const claim = { ...BOB_ID, birthName: "Autre" }
      for (let guess = 0; guess < 6; guess += 1) {
        expect(yield* tagOf(monCompte.createAccount(claim))).toBe("CreationRefused")
      }
      expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("CreationRefused")
      yield* agency.unlockAccount({ agent: AGENT, person: BOB_ID.identifier, cause: "OthersTried" })
      expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("CreationOpened")
    }),
  )

  story("answers a repeated command as before, and then clears nothing again", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* migrated(context)
      const command = { agent: AGENT, person: ADA.nir, cause: "OwnErrors", commandId: "unlock-1" } as const
      const first = yield* agency.unlockAccount(command)
      for (let guess = 0; guess < 5; guess += 1) yield* signIn(ADA.nir, "Pas celui1")
      expect(yield* agency.unlockAccount(command)).toEqual(first)
      expect(yield* signIn(ADA.nir, PASSWORD)).toBe("Refused")
    }),
  )

  story("is refused without a name, with an unknown cause, and for an unknown id", () =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const request = { agent: AGENT, person: ADA.nir, cause: "OwnErrors" } as const
      const person = "00000000-0000-4000-8000-000000000000"
      expect(yield* tagOf(agency.unlockAccount({ ...request, agent: " " }))).toBe("AgentMissing")
      expect(yield* tagOf(agency.unlockAccount({ ...request, cause: "Because" as "OwnErrors" }))).toBe("CauseUnknown")
      expect(yield* tagOf(agency.unlockAccount({ ...request, person }))).toBe("PersonUnknown")
    }),
  )
})

describe("a holder of a legacy account whom others locked out", () => {
  story(
    "gets in by a code to the contact on record, and the new password has all its tries",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* lockOut(ADA.nir)
        expect(yield* signIn(ADA.nir, ADA.legacy)).toBe("Refused")
        const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
        const answer = yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
        expect(answer._tag).toBe("MigrationRequired")
        expect(yield* signIn(ADA.nir, ADA.legacy)).toBe("MigrationRequired")
      }),
    { files: [{ ...ADA, contacts: ["ada@example.org"] }] },
  )
})

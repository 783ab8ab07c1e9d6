import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  AGENT,
  BRUNO,
  CLEO,
  couple,
  createSpace,
  DAY,
  DORA,
  delegated,
  EVAN,
  FILE,
  NOON,
} from "../../../../test/stories/family.ts"
import { ADA, session, story, tagOf } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

/** The only file of a person, as they see it. */
const onlyFile = Effect.fnUntraced(function* (secret: string) {
  const monCompte = yield* MonCompte
  const { files } = yield* monCompte.listMyFiles({ session: secret })
  expect(files).toHaveLength(1)
  return files[0]
})

describe("the spouse who wants to know when the authorisation ends", () => {
  // Leaflet: outside.own-file
  story("reads that none was given, then its last day, and after it that it has ended", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas, bruno } = yield* couple(context)
      expect((yield* onlyFile(bruno))?.authorisation).toMatchObject({
        status: "None",
        party: null,
        texts: { fr: "Aucune autorisation de gestion n’a été donnée." },
      })
      yield* monCompte.grantDelegation({ ...adas, lastDay: "2026-11-24" })
      expect(yield* onlyFile(bruno)).toMatchObject({
        file: FILE,
        role: "Spouse",
        ended: null,
        authorisation: {
          status: "Live",
          party: "Received",
          since: NOON,
          lastDay: "2026-11-24",
          cause: null,
          ended: null,
          texts: {
            fr: "Vous pouvez gérer le dossier avec l’autorisation de l’allocataire. Vous pouvez y renoncer à tout moment.",
          },
        },
      })
      // After midnight in Paris, before the worker has recorded the end.
      yield* TestClock.setTime(NOON + 2 * DAY)
      const again = yield* session({ ...ADA, nir: BRUNO.nir })
      const over = {
        status: "Over",
        cause: "Expired",
        ended: { by: "Time", at: Date.parse("2026-11-24T23:00:00Z") },
        texts: {
          fr: "L’autorisation de gestion a pris fin. L’autorisation de gestion a atteint sa date de fin.",
        },
      }
      expect((yield* onlyFile(again))?.authorisation).toMatchObject({ ...over, lastDay: "2026-11-24" })
      yield* deliverDue()
      expect((yield* onlyFile(again))?.authorisation).toMatchObject({
        ...over,
        lastDay: null,
        ended: { by: "Time", at: NOON + 2 * DAY },
      })
    }),
  )

  for (const { cause, ends, self, partner } of [
    { cause: "RevokedByHolder", self: "Partner", partner: "Self", ends: "ada" },
    { cause: "RenouncedBySpouse", self: "Self", partner: "Partner", ends: "bruno" },
  ] as const) {
    story(`reads that ${ends} ended it, and why: ${cause}`, (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { ada, adas, bruno, brunos } = yield* delegated(context)
        yield* ends === "ada" ? monCompte.revokeDelegation(adas) : monCompte.renounceDelegation(brunos)
        const end = { status: "Over", cause, lastDay: null, since: null }
        expect((yield* onlyFile(bruno))?.authorisation).toMatchObject({ ...end, ended: { by: self, at: NOON } })
        expect((yield* onlyFile(ada))?.authorisation).toMatchObject({ ...end, ended: { by: partner, at: NOON } })
      }),
    )
  }

  story("reads after a separation that it ended with it, and no one who is in the file now", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas, bruno } = yield* delegated(context)
      yield* monCompte.declareSeparation({ ...adas, fact: "2026-11-20" })
      expect(yield* onlyFile(bruno)).toMatchObject({
        role: "Spouse",
        ended: "Separation",
        members: [],
        authorisation: {
          status: "Over",
          party: "Received",
          cause: "Separation",
          ended: { by: "Partner", at: NOON },
          texts: { fr: "L’autorisation de gestion a pris fin. Une séparation a été déclarée." },
        },
      })
    }),
  )

  story("reads that an agent ended it by closing the file", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ada } = yield* delegated(context)
      yield* agency.closeFile({ agent: AGENT, file: FILE, cause: "NoMoreRights" })
      expect(yield* onlyFile(ada)).toMatchObject({
        role: "Holder",
        ended: "FileClosed",
        authorisation: { status: "Over", cause: "FileClosed", ended: { by: "Agent", at: NOON } },
      })
    }),
  )
})

describe("the members of a file", () => {
  // Leaflet: outside.own-file
  story("see who is in it by role, and no private data of each other", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ada, ids } = yield* couple(context)
      yield* monCompte.grantDelegation({ session: ada, file: FILE })
      const cleo = yield* createSpace(context, CLEO, "cleo@example.org")
      const file = yield* onlyFile(cleo)
      expect([file?.role, file?.members]).toEqual([
        "Child",
        [
          { person: ids.ada, role: "Holder", isSelf: false },
          { person: ids.bruno, role: "Spouse", isSelf: false },
          { person: ids.cleo, role: "Child", isSelf: true },
          { person: ids.evan, role: "Child", isSelf: false },
          { person: ids.dora, role: "Dependant", isSelf: false },
        ],
      ])
      // The authorisation is between the two adults.
      expect(file?.authorisation).toMatchObject({ status: "None", party: null, lastDay: null })
      const text = JSON.stringify(file)
      for (const { birthDate, birthName } of [BRUNO, CLEO, DORA, EVAN]) {
        expect([text.includes(birthDate), text.includes(birthName)]).toEqual([false, false])
      }
      expect(text).not.toContain("@example.org")
      expect(yield* tagOf(monCompte.listMyFiles({ session: "not-a-session" }))).toBe("SessionOver")
    }),
  )
})

import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { AGENT, CLEO, couple, createSpace, delegated, FILE } from "../../../../test/stories/family.ts"
import { story, tagOf } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const FACT = "2026-11-01"

describe("a person who is about to declare a separation", () => {
  // Leaflet: outside.before-separation
  story("reads who learns what and when before anything is declared, and nothing changes", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { brunos } = yield* delegated(context)
      yield* deliverDue()
      context.mailbox.clear()
      const { isDeclared, points } = yield* monCompte.previewSeparation(brunos)
      expect(isDeclared).toBe(false)
      expect(points.map(({ code }) => code)).toEqual([
        "SetConfidentialMode",
        "CallForHelp",
        "PartnerIsNotified",
        "MessageIsNeutral",
        "YouAreNotified",
        "FundSeesIt",
        "OthersAreNotNotified",
        "DelegationEnds",
        "SharedAccessEnds",
        "NoUndoing",
      ])
      expect(points.find(({ who, when }) => who === "Partner" && when === "AtOnce")?.texts.fr).toContain(
        "reçoit tout de suite un message",
      )
      expect(points.find(({ code }) => code === "CallForHelp")?.texts.fr).toContain("3919")
      yield* deliverDue()
      expect(context.mailbox.announced()).toEqual([])
      expect(yield* tagOf(monCompte.declareSeparation({ ...brunos, fact: FACT }))).toBe("Separated")
      yield* deliverDue()
      const sent = context.mailbox.announced().map(({ about, to }) => `${about} ${to.reveal()}`)
      expect(sent.sort()).toEqual(["SeparationDeclared ada@example.org", "SeparationDeclared bruno@example.org"])
      expect(yield* monCompte.previewSeparation(brunos)).toMatchObject({ isDeclared: true, points: [] })
    }),
  )

  story("in confidential mode, reads which contacts receive the message, and only they do", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas, ids } = yield* couple(context)
      yield* deliverDue()
      context.mailbox.clear()
      const agency = yield* Agency
      yield* agency.startConfidentialMode({ agent: AGENT, person: ids.ada, contacts: ["ada@example.org"] })
      const preview = yield* monCompte.previewSeparation(adas)
      expect(preview.confidential).toMatchObject({ reached: [], withheld: ["a•••@e•••.org"] })
      expect(preview.points.map(({ code }) => code)).toContain("OnlyPrivateContacts")
      yield* monCompte.declareSeparation({ ...adas, fact: FACT })
      yield* deliverDue()
      expect(context.mailbox.announced().map(({ to }) => to.reveal())).toEqual(["bruno@example.org"])
    }),
  )

  story("is refused if they are not one of the couple", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* couple(context)
      const cleo = yield* createSpace(context, CLEO, "cleo@example.org")
      expect(yield* tagOf(monCompte.previewSeparation({ session: cleo, file: FILE }))).toBe("NotPermitted")
    }),
  )
})

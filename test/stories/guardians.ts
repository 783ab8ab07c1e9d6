import * as Effect from "effect/Effect"
import { Agency } from "../../src/application/agency.ts"
import { shortTextOf } from "../../src/messages/notices/short.ts"
import { AGENT, couple, createSpace, NOON } from "./family.ts"
import { BOB, type TestContext } from "./test-context.ts"

/** Gus is a relative or a professional with a personal space of his own, in another file. */
export const GUS = { nir: "1 70 03 33 063 045", birthName: "Garnier", birthDate: "1970-03-09" }
export const LEA = { nir: "2 75 06 33 063 046", birthName: "Leroy", birthDate: "1975-06-02" }
export const GUS_FILE = "file-2"

/** The terms of a tutelle: the mandatary sees and declares, and the person sees. */
export const TUTELLE = {
  agent: AGENT,
  kind: "Guardianship",
  powers: ["View", "Declare"],
  leaves: "Viewing",
  reference: "RG-26/00017",
} as const

/** The terms of a curatelle where the curator may see and not declare. */
export const CURATELLE = { ...TUTELLE, kind: "Curatorship", powers: ["View"], leaves: "Everything" } as const

/** The family with Ada and Bruno signed in, and Gus with a space of his own. */
export const withGuardian = Effect.fnUntraced(function* (context: TestContext, at: number = NOON) {
  const agency = yield* Agency
  const persons = yield* couple(context, at)
  const by = { agent: AGENT, file: GUS_FILE }
  yield* agency.openFile({ ...by, holder: BOB.nir, on: "2020-01-01" })
  const { person } = yield* agency.formCouple({ ...by, spouse: GUS.nir, on: "2021-01-01" })
  const session = yield* createSpace(context, GUS, "gus@example.org")
  return { ...persons, gus: person ?? "", gusSession: { session } }
})

/** The texts of the announcements of mandates that an address received, as a text message says them in French. */
export const textsTo = ({ mailbox }: TestContext, address: string) =>
  mailbox
    .announced()
    .filter(({ about, to }) => about.includes("Mandate") && to.reveal() === address)
    .map((announcement) => shortTextOf({ ...announcement, language: "fr" }, { service: "Mon Compte" }))

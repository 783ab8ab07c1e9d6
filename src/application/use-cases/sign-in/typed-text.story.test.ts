import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import * as fc from "fast-check"
import { AGENT, BRUNO, FILE, family, NOON } from "../../../../test/stories/family.ts"
import {
  ADA,
  atCode,
  atContact,
  latestCode,
  PASSWORD,
  session,
  signedIn,
  signInTag,
  story,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { detailsOf } from "../../../messages/details.ts"
import { messageOf } from "../../../messages/messages.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

const MARKS = ["\u200e", "\u200f", "\u202a", "\u2066", "\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad"]
const BLANKS = [" ", "\u00a0", "\u2007", "\u2009", "\u202f", "\t"]
const DASHES = ["-", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212"]
const LOOK_ALIKES: { readonly [digit: string]: ReadonlyArray<string> } = { "0": ["O", "o"], "1": ["I", "l"] }

interface Spelling {
  /** Characters that may stand between two others. */
  readonly between: ReadonlyArray<string>
  /** Whether letters may stand for digits. */
  readonly lookAlikes: boolean
}

const GROUPED: Spelling = { between: [...MARKS, ...BLANKS, ...DASHES, "."], lookAlikes: true }
const INSIDE: Spelling = { between: MARKS, lookAlikes: false }

/** The same spellings of a text in every run, the plain one left out. */
const spellingsOf = (text: string, { between, lookAlikes }: Spelling, count = 12): ReadonlyArray<string> => {
  const character = (typed: string) =>
    fc.tuple(
      fc.constantFrom("", "", ...between),
      fc.constantFrom(typed, typed, ...(lookAlikes ? (LOOK_ALIKES[typed] ?? []) : [])),
    )
  const spelled = fc.tuple(...[...text].map(character)).map((parts) => `\u200e ${parts.flat().join("")}\ufeff`)
  return fc.sample(spelled, { numRuns: count, seed: 20261130 })
}

const fr = <R>(effect: Effect.Effect<unknown, Parameters<typeof messageOf>[0], R>) =>
  Effect.map(Effect.flip(effect), (refusal) => messageOf(refusal))

describe("a number that was pasted with invisible marks", () => {
  // Leaflet: outside.typed-text
  story("signs in, like every spelling of the number and of the 8 digits", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const passwords = spellingsOf(ADA.legacy, GROUPED)
      for (const [index, identifier] of spellingsOf("269054958815780", GROUPED).entries()) {
        const password = passwords[index] ?? ""
        expect(yield* tagOf(monCompte.signIn({ identifier, password }))).toBe("MigrationRequired")
      }
    }),
  )

  story("is not compared with the card: a wrong digit is, and the message says where", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const refused = yield* Effect.flip(monCompte.signIn({ identifier: "2 69 05 49 5x8 157", password: PASSWORD }))
      expect(detailsOf(refused)[0]).toMatch(
        /^Regardez le 13e caractère de votre saisie\. Ce caractère n’a pas sa place ici/u,
      )
      const mistyped = yield* Effect.flip(monCompte.signIn({ identifier: "1 85 05 78 060 084 91", password: PASSWORD }))
      const [, where] = detailsOf(mistyped)
      expect(where).toMatch(/^Comparez d’abord avec votre carte Vitale /u)
      // No text and no field hands out the number of another person.
      expect(JSON.stringify(mistyped) + detailsOf(mistyped).join()).not.toMatch(/006|084/u)
    }),
  )
})

describe("a code", () => {
  story("is right in every spelling", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      for (const number of [0, 1, 2, 3]) {
        if (number > 0) yield* TestClock.adjust("1 day")
        const before = number === 0 ? yield* atCode() : null
        const opened = before === null ? yield* session() : null
        if (opened !== null)
          yield* monCompte.changeContact({ session: opened, current: PASSWORD, contact: `a${number}@example.org` })
        const [code = ""] = spellingsOf(yield* latestCode(context), GROUPED, 1)
        const confirmed =
          before === null
            ? monCompte.confirmContact({ session: opened ?? "", code })
            : monCompte.confirmCode({ ticket: before, code })
        expect(yield* tagOf(confirmed)).toBe(before === null ? "ContactChanged" : "Completed")
      }
    }),
  )
})

describe("a contact", () => {
  story("receives the code in every spelling, and an overseas number without its plus", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const typed = [
        ...spellingsOf("anne-marie@example.org", INSIDE, 2).map((text) => [text, "anne-marie@example.org"]),
        ["anne\u2011marie @example.org", "anne-marie@example.org"],
        ...spellingsOf("0639981234", GROUPED, 2).map((text) => [text, "+33639981234"]),
        ["262 639 98 12 34", "+262639981234"],
      ] as const
      for (const [contact = "", expected] of typed) {
        yield* TestClock.adjust("1 day")
        const ticket = yield* atContact()
        yield* monCompte.sendCode({ ticket, contact })
        yield* latestCode(context)
        expect(context.mailbox.sent().at(-1)?.to.reveal()).toBe(expected)
      }
    }),
  )
})

describe("a name and a birth date", () => {
  story("prove the same identity in every spelling, and the identity records receive one form", (context) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(NOON)
      yield* family()
      const monCompte = yield* MonCompte
      context.identities.enrol({ identifier: BRUNO.nir, birthName: "Éloi-Bœuf", birthDate: BRUNO.birthDate })
      const claims = [
        ["Éloi-Bœuf", "1985-05-12"],
        ["\u200eE\u0301loi\u2011Bœuf\ufeff", "12/05/1985"],
        ["ELOI  BOEUF", "12\u201305\u20131985"],
        ["éloi\u00a0bœ\u00aduf", "I2.O5.l985"],
        ["Éloi\u2013bœuf", "12 mai 1985"],
      ] as const
      for (const [birthName, birthDate] of claims) {
        const opened = monCompte.createAccount({ identifier: BRUNO.nir, birthName, birthDate })
        expect(yield* tagOf(opened)).toBe("CreationOpened")
      }
    }),
  )
})

describe("a new password", () => {
  story("is never changed: a mark, a blank or a letter makes another password", (context) =>
    Effect.gen(function* () {
      yield* signedIn(context)
      for (const other of [`${PASSWORD}\u200b`, ` ${PASSWORD}`, "Azerty 12", "Azertyl2", PASSWORD.replace("1", "I")])
        expect(yield* signInTag(other)).toBe("Refused")
      yield* TestClock.adjust("1 hour")
      expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
    }),
  )
})

describe("an agent who pastes from a letter", () => {
  story("reaches the same file, person and day, and a mark hides no personal data", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(NOON)
      const { cleo } = yield* family()
      const agency = yield* Agency
      const file = yield* agency.getFile({ file: FILE })
      for (const typed of ["\u200efile-1 ", "file\u20111", "file\u20131\ufeff"])
        expect(yield* agency.getFile({ file: typed })).toEqual(file)
      const by = { agent: ` ${AGENT}\u200b`, file: "file\u20111" }
      const left = yield* agency.removeMember({
        ...by,
        person: `\u200e${cleo.toUpperCase()} `,
        cause: "LeftHome",
        on: "O1\u20111l\u20112026",
      })
      expect(left.household.former.at(-1)).toMatchObject({ person: cleo, until: "2026-11-01" })
      const hidden = { ...by, agent: "camille\u200b@example.org", person: cleo, cause: "LeftHome" } as const
      expect(yield* tagOf(agency.removeMember(hidden))).toBe("PersonalDataRefused")
      const number = { ...by, commandId: "2 69 O5\u200b 49 588 l57 80", person: cleo, cause: "LeftHome" } as const
      expect(yield* tagOf(agency.removeMember(number))).toBe("PersonalDataRefused")
    }),
  )
})

describe("what is typed instead of an identifier", () => {
  story("gets an answer about what was typed, and no port is asked", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const read = (identifier: string) => fr(monCompte.signIn({ identifier, password: PASSWORD }))
      expect(yield* read("\u200eada@example.org")).toMatch(/^C’est une adresse e-mail\./u)
      expect(yield* read("06\u201139 98 12 34")).toMatch(/^C’est un numéro de téléphone\./u)
      expect(yield* read("bonjour")).toMatch(/^Ce n’est pas un numéro\./u)
      expect(yield* read("P7K2 M9QX")).toMatch(/^Cet identifiant provisoire n’est pas complet/u)
      expect(yield* read("NIR : 2 69 05 49 588 157 81")).toMatch(/^Ce numéro n’est pas valable\./u)
      expect(yield* read("7 1861 00188 26448")).toContain("Vous n’en avez pas\u00a0? Demandez-le à votre Caf.")
      expect(yield* read("8 1861 00173 57342")).toContain("Vous n’en avez pas\u00a0? Demandez-le à votre Caf.")
      expect(context.storage.snapshot().rows).toEqual([])
    }),
  )
})

import { describe, expect, it } from "vitest"
import { languages } from "../domain/language/language.ts"
import { en } from "./en.ts"
import { fr } from "./fr.ts"
import { messageOf } from "./messages.ts"
import { nirTexts } from "./nir-defects.ts"
import type { Refusal } from "./refusal.ts"

/** 19:05 in Paris, in winter. */
const at = Date.UTC(2026, 10, 23, 18, 5)
/** One refusal of each code. */
const samples = {
  Refused: {},
  IdentifierRefused: { next: "CompareWithCard", defects: [] },
  TryLater: {},
  CommandIdRefused: {},
  CommandIdReused: {},
  ReauthenticationRequired: {},
  TicketUnknown: {},
  TicketInvalid: {},
  DraftExpired: {},
  Superseded: {},
  NotAllowed: { state: "TermsPending", command: "GoBack" },
  TermsChanged: { inForce: "2" },
  PasswordRefused: { broken: [] },
  ContactRefused: { defects: [] },
  ChannelUnavailable: { kind: "Mobile" },
  TooManyMessages: { retryAt: at, waitSeconds: 60 },
  TooManyCodesRequested: { retryAt: at, waitSeconds: 60 },
  SendingPaused: { limit: "Hour", retryAt: at, waitSeconds: 60 },
  CodeMalformed: { length: 6 },
  RecoveryCodeRefused: {},
  CodeWrong: { triesLeft: 2 },
  CodeSuperseded: { current: 2, triesLeft: 1 },
  CodeExpired: {},
  CodeExhausted: {},
  ResendTooSoon: { retryAt: at, waitSeconds: 40 },
  ResendsExhausted: {},
  CreationRefused: {},
  IdentityIncomplete: { missing: ["BirthName", "BirthDate", "Evidence"] },
  TooYoung: { from: "2026-05-06" },
  SessionOver: {},
  DeviceUnknown: {},
  SessionUnknown: {},
  PasswordWrong: {},
  Waiting: { until: at, waitSeconds: 60 },
  TooManyFailures: {},
  DateInFuture: {},
  DateTooEarly: {},
  AlreadyMember: {},
  NotAMember: {},
  HolderStays: {},
  SpouseExists: {},
  NoCurrentSpouse: {},
  NotTheSpouse: {},
  NotOfTheCouple: {},
  AlreadyHolder: {},
  ChildCannotHold: {},
  NoDelegation: {},
  LastDayPast: {},
  AlreadyGranted: {},
  NotTheHolder: {},
  NotTheDelegate: {},
  NotOver: {},
  NotPermitted: { rule: "file.view", reason: "NoDelegation", change: "HolderGrants" },
  CivilDateRefused: {},
  InAnotherFile: { kind: "Child" },
  FileUnknown: {},
  FileExists: {},
  FileIsClosed: {},
  PersonUnknown: {},
  ContactUnknown: {},
  SpaceOfSpouseClosed: {},
  HasIdentifier: {},
  NirTaken: {},
  AccountIsClosed: {},
  AgentMissing: {},
  CauseUnknown: {},
  ReferenceRefused: {},
  PersonalDataRefused: { field: "reference", found: "SocialSecurityNumber" },
} as const satisfies { readonly [Code in Refusal["_tag"]]: object }

const refusals = Object.entries(samples).map(([_tag, fields]) => ({ _tag, ...fields }) as unknown as Refusal)

describe.each(languages)("the message in %s", (language) => {
  it.each(refusals)("for $_tag is a sentence without placeholders", (refusal) => {
    const text = messageOf(refusal, language)
    expect(text).toMatch(/^[\p{Lu}].*[.!]$/u)
    expect(text).not.toMatch(/undefined|null|NaN|\[object/)
  })
})

it("French messages have typographic apostrophes and no-break spaces, and no English words", () => {
  for (const refusal of refusals) {
    const text = messageOf(refusal)
    expect(text).not.toContain("'")
    expect(text).not.toMatch(/\b(the|you|your|code is)\b/)
    expect(text).not.toMatch(/(?<!\u00a0)[:;!?»]|[«°](?!\u00a0)/u)
  }
})

it.each(Object.entries(nirTexts))("the French text of the defect %s has its no-break spaces", (_, { fr: text }) => {
  expect(text).not.toMatch(/(?<!\u00a0)[:;!?»]|[«°](?!\u00a0)/u)
})

it("times of day are in Europe/Paris", () => {
  expect(messageOf(refused("TooManyMessages"))).toContain("19\u00a0h\u00a005")
  expect(messageOf(refused("TooManyMessages"), "en")).toContain("19:05")
})

const MIDNIGHT = Date.UTC(2026, 10, 23, 23)
const HOUR = 3_600
it.each([
  ["the day of the request, nearly a day later", MIDNIGHT - 60_000, 24 * HOUR - 60, "après 23 h 59", "after 23:59"],
  ["the next day, in a minute", MIDNIGHT, 60, "le 24 novembre après 00 h 00", "on 24 November after 00:00"],
  [
    "the next day, earlier in the day than now",
    at - 60_000,
    24 * HOUR,
    "le 23 novembre après 19 h 04",
    "on 23 November after 19:04",
  ],
  [
    "the first of a month",
    Date.UTC(2026, 10, 30, 23, 5),
    HOUR,
    "le 1er décembre après 00 h 05",
    "on 1 December after 00:05",
  ],
  ["the day on which the clocks go back", Date.UTC(2026, 9, 25, 22), 24 * HOUR, "après 23 h 00", "after 23:00"],
] as const)(
  "a time names its day unless it is the day of the request: %s",
  (_, when, waitSeconds, inFrench, inEnglish) => {
    for (const code of ["TooManyMessages", "Waiting"] as const) {
      const refusal = { ...refused(code), retryAt: when, until: when, waitSeconds } as unknown as Refusal
      expect(messageOf(refusal).replaceAll("\u00a0", " ")).toMatch(new RegExp(`Réessayez ${inFrench}[.,]`))
      expect(messageOf(refusal, "en")).toMatch(new RegExp(`Try again ${inEnglish}[.,]`))
    }
  },
)

it("times are rounded up, so that no one tries again too early", () => {
  const refusal = { ...refused("TooManyMessages"), retryAt: at + 1 } as Refusal
  expect(messageOf(refusal, "en")).toContain("19:06")
})

it.each([
  [1, "1\u00a0seconde ", "1 second "],
  [2, "2\u00a0secondes ", "2 seconds "],
  [60, "60\u00a0secondes ", "60 seconds "],
  [90, "90\u00a0secondes ", "90 seconds "],
  [91, "2\u00a0minutes ", "2 minutes "],
  [120, "2\u00a0minutes ", "2 minutes "],
  [121, "3\u00a0minutes ", "3 minutes "],
])("a wait of %i s is written in natural units and rounded up", (waitSeconds, inFrench, inEnglish) => {
  const refusal = { ...refused("ResendTooSoon"), waitSeconds } as Refusal
  expect(messageOf(refusal)).toContain(`Patientez encore ${inFrench}avant`)
  expect(messageOf(refusal, "en")).toContain(`Wait for ${inEnglish}before`)
})

// People also start the wizard with a forgotten password or « Créer Mon Compte », and some sign in without a number.
it("messages never send people back to a password or number that they may not have", () => {
  for (const code of ["TicketUnknown", "TicketInvalid", "DraftExpired", "Superseded"] as const) {
    expect(messageOf(refused(code))).toMatch(/ecommencez.* depuis la page de connexion/)
    expect(messageOf(refused(code))).not.toMatch(/connectez-vous|mot de passe/i)
    expect(messageOf(refused(code), "en")).toMatch(/tart .*again from the sign-in page/)
    expect(messageOf(refused(code), "en")).not.toMatch(/sign in again|password/i)
  }
  expect(messageOf(refused("CodeExhausted"))).toContain("si vous avez oublié votre mot de passe")
  expect(messageOf(refused("CodeExhausted"), "en")).toContain("If you forgot your password")
  expect(messageOf(refused("DeviceUnknown"))).toContain("identifiant provisoire")
})

it("remaining tries are counted in the singular and in the plural", () => {
  expect(messageOf(refused("CodeWrong"))).toContain("Il vous reste 2 essais.")
  expect(messageOf(refused("CodeSuperseded"))).toBe(
    "Un code plus récent vous a été envoyé\u00a0: utilisez celui du message n°\u00a02. Il vous reste 1 essai.",
  )
  expect(messageOf(refused("CodeSuperseded"), "en")).toContain("1 try left")
})

it.each(["UseProvisionalIdentifier", "EnterNumber", "CompleteNumber", "CompareWithCard"] as const)(
  "an identifier refused with %s has its own advice in each language",
  (next) => {
    const refusal = { ...refused("IdentifierRefused"), next } as Refusal
    expect(messageOf(refusal)).not.toBe(messageOf(refusal, "en"))
    expect(messageOf(refusal)).not.toMatch(/(?<!\u00a0)[:;!?»]|[«°](?!\u00a0)/u)
  },
)

it("the message for a waiting number says to use the provisional identifier, not only that it is invalid", () => {
  const refusal = { ...refused("IdentifierRefused"), next: "UseProvisionalIdentifier" } as Refusal
  expect(messageOf(refusal)).toContain("identifiant provisoire")
  expect(messageOf(refusal, "en")).toContain("provisional identifier")
})

it("every language has the same codes", () => {
  expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort())
  expect(Object.keys(fr).sort()).toEqual(Object.keys(samples).sort())
})

function refused(code: Refusal["_tag"]): Refusal {
  return { _tag: code, ...samples[code] } as unknown as Refusal
}

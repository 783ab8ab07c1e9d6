import { fold } from "../../typed-text/fold.ts"
import { isTrimming, squeeze } from "../fold.ts"
import { birthDatePieces, contactPieces, namePieces, nirPieces, type Person } from "../personal-pieces.ts"
import type { PasswordPolicy, PersonalData } from "../policy.ts"
import type { Report, Rule } from "./rule.ts"

export type HasPersonalData = {
  readonly code:
    | "ContainsNir"
    | "ContainsBirthDate"
    | "ContainsName"
    | "ContainsContact"
    | "ContainsServiceName"
    | "ContainsLegacyPassword"
}

const contains = {
  Nir: { code: "ContainsNir" },
  BirthDate: { code: "ContainsBirthDate" },
  Names: { code: "ContainsName" },
  Contact: { code: "ContainsContact" },
  ServiceName: { code: "ContainsServiceName" },
  LegacyPassword: { code: "ContainsLegacyPassword" },
} as const satisfies Record<PersonalData, HasPersonalData>

/** A service name of at most this many letters must be a word: `MaCAF-7` contains CAF, `Ma-cafetiere-7` does not. */
const SHORT_SERVICE_NAME = 5

/** Whether a word occurs with no letter before or after it. */
const isSeparateIn = (folded: string, word: string): boolean => {
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
    if (!/\p{L}$/u.test(folded.slice(0, at)) && !/^\p{L}/u.test(folded.slice(at + word.length))) return true
  }
  return false
}

/** Whether a text consists of these pieces and a trimming, and of nothing else. */
const isMadeOf = (pieces: ReadonlyArray<string>, text: string): boolean => {
  const longestFirst = [...pieces].sort((a, b) => b.length - a.length)
  const rest = longestFirst.reduce((left, piece) => left.replaceAll(piece, ""), text)
  return rest !== text && isTrimming(rest)
}

const EIGHT_DIGITS = /[0-9]{8}/
const LEGACY_PASSWORD = /^[0-9]{8}$/

/**
 * Whether a policy would accept eight digits and nothing else, which is the form of a legacy password. No policy does: a
 * new password can then never be the legacy one, and the legacy system is not asked.
 */
export const mustForbidEightDigits = ({ kinds, kindsNeeded, maximum, minimum }: PasswordPolicy): boolean =>
  minimum <= 8 && maximum >= 8 && (kindsNeeded === 0 || (kindsNeeded === 1 && kinds.includes("Digit")))

const reportData = (text: string, policy: PasswordPolicy, person: Person, report: Report<HasPersonalData>): boolean => {
  const whole = policy.forbiddenWhen === "Whole"
  const folded = fold(text)
  const squeezed = squeeze(folded)
  const has = (pieces: ReadonlyArray<string>, where: string) =>
    whole ? isMadeOf(pieces, squeezed) : pieces.some((piece) => where.includes(piece))
  const hasServiceName = () => {
    const names = policy.serviceNames.map((name) => squeeze(fold(name))).filter((name) => name !== "")
    if (whole) return isMadeOf(names, squeezed)
    return names.some((name) =>
      name.length <= SHORT_SERVICE_NAME ? isSeparateIn(folded, name) : squeezed.includes(name),
    )
  }
  const found: Readonly<Record<PersonalData, () => boolean>> = {
    Nir: () => person.nir != null && has(nirPieces(person.nir, whole), squeezed),
    BirthDate: () => person.birthDate != null && has(birthDatePieces(person.birthDate), squeezed),
    Names: () => person.names != null && has(namePieces(person.names), folded),
    // A whole password that is a short local part is refused too: `Ada12345` for ada@example.org.
    Contact: () =>
      person.contacts != null &&
      (has(contactPieces(person.contacts, true), squeezed) ||
        isMadeOf(contactPieces(person.contacts, false), squeezed)),
    ServiceName: hasServiceName,
    LegacyPassword: () => !whole && EIGHT_DIGITS.test(squeezed),
  }
  const reported = policy.forbidden.filter((data) => data !== "LegacyPassword" && found[data]())
  for (const data of reported) report.push(contains[data])
  // Eight digits of a number or a date that was reported need no second sentence.
  if (reported.length === 0 && policy.forbidden.includes("LegacyPassword") && found.LegacyPassword()) {
    report.push(contains.LegacyPassword)
    return true
  }
  return false
}

const forbids =
  (data: PersonalData) =>
  ({ forbidden }: PasswordPolicy) =>
    forbidden.includes(data)

/** The password is not made of what others know about the person, or can read on the page. */
export const personalData: Rule<HasPersonalData> = {
  codes: {
    ContainsNir: forbids("Nir"),
    ContainsBirthDate: forbids("BirthDate"),
    ContainsName: forbids("Names"),
    ContainsContact: forbids("Contact"),
    ContainsServiceName: forbids("ServiceName"),
    ContainsLegacyPassword: (policy) =>
      (policy.forbidden.includes("LegacyPassword") && policy.forbiddenWhen === "Contained") ||
      mustForbidEightDigits(policy),
  },
  check: ({ text }, policy, context, report) => {
    const isReported = policy.forbidden.length > 0 && reportData(text, policy, context, report)
    if (!isReported && mustForbidEightDigits(policy) && LEGACY_PASSWORD.test(text)) report.push(contains.LegacyPassword)
  },
}

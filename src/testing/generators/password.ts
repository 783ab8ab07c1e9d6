import * as fc from "fast-check"
import { codesUnder } from "../../domain/password/codes.ts"
import type { Context } from "../../domain/password/context.ts"
import { type Kind, longestUnder, type PasswordPolicy } from "../../domain/password/policy.ts"
import type { Code } from "../../domain/password/rules.ts"
import { fold } from "../../domain/typed-text/fold.ts"

/** Characters of one code point each, which NFC neither changes nor composes with the others. */
const characters: Readonly<Record<Kind | "Other", string>> = {
  Digit: "0123456789",
  Upper: "ABCDEFGHIJKLMNOPRSTUVWYZÀÉÇŒΩЖÐ",
  Lower: "abcdefghijklmnoprstuvwyzàéçœßωжµ",
  Special: " !#$%&'()*+,-./:;<=>?@[]^_`{|}~€«»…👍",
  Other: "漢ǅ٣½ª\u0000\t\u007f",
}

/**
 * A mark that makes a password uncommon. No common word, walk or example contains it, and the generators use its
 * letters nowhere else.
 */
const UNCOMMON = { lower: "xq", upper: "XQ" }

/** The characters of a kind, without the initials of the service names, so that no name occurs by chance. */
const pool = (policy: PasswordPolicy, kind: Kind | "Other"): ReadonlyArray<string> => {
  const initials = policy.forbidden.includes("ServiceName")
    ? policy.serviceNames.map((name) => fold(name).charAt(0))
    : []
  return [...characters[kind]].filter((character) => !initials.includes(fold(character).charAt(0)))
}

/** Texts of a length between two bounds, with each of the needed kinds and otherwise only with allowed kinds. */
const shaped = (
  policy: PasswordPolicy,
  [from, to]: readonly [number, number],
  needed: ReadonlyArray<Kind>,
  allowed: ReadonlyArray<Kind | "Other">,
): fc.Arbitrary<string> => {
  const uncommon = allowed.includes("Lower") ? UNCOMMON.lower : allowed.includes("Upper") ? UNCOMMON.upper : ""
  const least = Math.max(from - uncommon.length, needed.length)
  const any = fc.constantFrom(...allowed.flatMap((kind) => pool(policy, kind)))
  return fc
    .tuple(
      fc.tuple(...needed.map((kind) => fc.constantFrom(...pool(policy, kind)))),
      fc.array(any, {
        minLength: least - needed.length,
        maxLength: Math.max(least, to - uncommon.length) - needed.length,
      }),
      fc.infiniteStream(fc.nat()),
      fc.nat(),
    )
    .map(([first, others, keys, at]) => {
      const mixed = [...first, ...others]
        .map((character) => ({ character, key: keys.next().value }))
        .sort((a, b) => a.key - b.key)
        .map(({ character }) => character)
      return mixed.toSpliced(at % (mixed.length + 1), 0, uncommon).join("")
    })
    .filter((text) => !hasEightDigits(text) || !isForbidden(policy))
}

const hasEightDigits = (text: string) => /[0-9]{8}/.test(text.replace(/[^\p{L}\p{N}]/gu, ""))

const isForbidden = (policy: PasswordPolicy) => codesUnder(policy).includes("ContainsLegacyPassword")

const everything: ReadonlyArray<Kind | "Other"> = ["Digit", "Upper", "Lower", "Special", "Other"]

const chosenKinds = (policy: PasswordPolicy, count: number) =>
  fc.shuffledSubarray([...policy.kinds], { minLength: count, maxLength: count })

/** Passwords that a policy accepts if the context is empty. */
export const acceptedBy = (policy: PasswordPolicy): fc.Arbitrary<string> =>
  ofLength(policy, policy.minimum, longestUnder(policy))

const ofLength = (policy: PasswordPolicy, from: number, to: number): fc.Arbitrary<string> =>
  chosenKinds(policy, policy.kindsNeeded).chain((kinds) => shaped(policy, [from, to], kinds, everything))

/** The person of the generated contexts. The NIR is CNAM's published sample. */
export const person = {
  nir: "2690549588157",
  birthDate: "1969-05-14",
  names: ["Ysé", "Le Guennec"],
  contacts: ["yk.lz@ex.fr", "06 39 98 12 34"],
} as const

const pieces = {
  ContainsNir: {
    context: { nir: person.nir },
    contained: ["269054", "588157", "2690549588157"],
    whole: ["269054958815780"],
  },
  ContainsBirthDate: {
    context: { birthDate: person.birthDate },
    contained: ["14051969", "140569", "19690514", "14/05/1969", "14-05-69", "14mai69"],
    whole: ["14051969", "14/05/1969", "19690514"],
  },
  ContainsName: {
    context: { names: person.names },
    contained: ["Ysé", "YSE", "guennec"],
    whole: ["YséGuennec", "GUENNEC"],
  },
  ContainsContact: {
    context: { contacts: person.contacts },
    contained: ["yk.lz@ex.fr", "YKLZ", "0639981234", "639 98 12 34"],
    whole: ["yklzexfr", "yk.lz@ex.fr", "639981234"],
  },
  ContainsServiceName: {
    context: {},
    contained: ["-CAF-", "MonCompte", "mon-compte"],
    whole: ["AllocationsFamilialesMonCompte", "mon compte allocations familiales"],
  },
} satisfies Partial<Record<Code, { context: Context; contained: ReadonlyArray<string>; whole: ReadonlyArray<string> }>>

const containing = (
  policy: PasswordPolicy,
  { contained, whole }: { readonly contained: ReadonlyArray<string>; readonly whole: ReadonlyArray<string> },
) =>
  policy.forbiddenWhen === "Whole"
    ? fc.constantFrom(...whole).map((piece) => piece.repeat(Math.ceil(policy.minimum / piece.length)))
    : fc
        .tuple(fc.constantFrom(...contained), fc.boolean())
        .chain(([piece, end]) =>
          ofLength(policy, policy.minimum - piece.length, longestUnder(policy) - piece.length).map((text) =>
            end ? text + piece : piece + text,
          ),
        )

const commonPasswords = (policy: PasswordPolicy) =>
  fc
    .tuple(
      fc.constantFrom("Motdepasse", "Azerty", "Soleil", "Bonjour", "Nicolas"),
      fc.constantFrom("2024!", "12!", "!1"),
    )
    .map(([word, end]) => word.repeat(Math.ceil(Math.max(1, policy.minimum - end.length) / word.length)) + end)

const LEGACY = ["84839201", "7031 8264", "70-31-82-64"]

/** A candidate, and the context in which it breaks one rule and no other. */
export interface BreaksOne {
  readonly candidate: unknown
  readonly context: Context
}

const alone = (candidate: unknown): BreaksOne => ({ candidate, context: {} })

const withoutKind = (kind: Kind) => (policy: PasswordPolicy) =>
  shaped(
    policy,
    [policy.minimum, longestUnder(policy)],
    policy.kinds.filter((other) => other !== kind),
    everything.filter((other) => other !== kind),
  ).map(alone)

const containingData = (code: keyof typeof pieces) => (policy: PasswordPolicy) =>
  containing(policy, pieces[code]).map((candidate) => ({ candidate, context: pieces[code].context }))

const breakers: { readonly [C in Code]: (policy: PasswordPolicy) => fc.Arbitrary<BreaksOne> } = {
  NotText: () =>
    fc.constantFrom<unknown>(null, undefined, 12345678, true, {}, ["Azerty12"], Symbol("Azerty12")).map(alone),
  NotWellFormed: (policy) =>
    fc.tuple(acceptedBy(policy), fc.boolean()).map(([text, end]) => alone(end ? `${text}\ud83d` : `\udc4d${text}`)),
  TooShort: (policy) =>
    chosenKinds(policy, policy.kindsNeeded)
      .chain((kinds) => shaped(policy, [kinds.length, policy.minimum - 1], kinds, everything))
      .map(alone),
  TooLong: (policy) => ofLength(policy, longestUnder(policy) + 1, longestUnder(policy) + 20).map(alone),
  NoDigit: withoutKind("Digit"),
  NoUpper: withoutKind("Upper"),
  NoLower: withoutKind("Lower"),
  NoSpecial: withoutKind("Special"),
  TooFewKinds: (policy) =>
    chosenKinds(policy, policy.kindsNeeded - 1)
      .chain((kinds) => shaped(policy, [policy.minimum, longestUnder(policy)], kinds, [...kinds, "Other"]))
      .map(alone),
  ContainsNir: containingData("ContainsNir"),
  ContainsBirthDate: containingData("ContainsBirthDate"),
  ContainsName: containingData("ContainsName"),
  ContainsContact: containingData("ContainsContact"),
  ContainsServiceName: containingData("ContainsServiceName"),
  ContainsLegacyPassword: (policy) =>
    policy.forbidden.includes("LegacyPassword")
      ? containing(policy, { contained: LEGACY, whole: LEGACY }).map(alone)
      : fc.constantFrom("84839201", "70318264").map(alone),
  TooCommon: (policy) => commonPasswords(policy).map(alone),
  SameAsCurrent: (policy) =>
    fc.tuple(acceptedBy(policy), fc.constantFrom("text", "answer", "function")).map(([candidate, form]) => ({
      candidate,
      context:
        form === "text"
          ? { current: candidate }
          : { isCurrent: form === "answer" || ((text: string) => text === candidate) },
    })),
  ConfirmationDiffers: (policy) =>
    fc
      .tuple(acceptedBy(policy), fc.constantFrom<unknown>("", undefined, null, 0, "Azerty12"))
      .map(([candidate, confirmation]) => ({ candidate, context: { confirmation } })),
}

/**
 * Candidates that break exactly the rule of this code. The policy must be able to produce the code: see `codesUnder`.
 */
export const breaking = (policy: PasswordPolicy, code: Code): fc.Arbitrary<BreaksOne> => breakers[code](policy)

import * as fc from "fast-check"
import { type Code, codes } from "../domain/password/broken.ts"
import { fold } from "../domain/password/fold.ts"
import type { Context } from "../domain/password/password.ts"
import { type Kind, longestUnder, type PasswordPolicy } from "../domain/password/policy.ts"

/** Each a code point of its own, that NFC leaves alone and that joins none of the others. */
const characters: Readonly<Record<Kind | "Other", string>> = {
  Digit: "0123456789",
  Upper: "ABCDEFGHIJKLMNOPRSTUVWYZÀÉÇŒΩЖÐ",
  Lower: "abcdefghijklmnoprstuvwyzàéçœßωжµ",
  Special: " !#$%&'()*+,-./:;<=>?@[]^_`{|}~€«»…👍",
  Other: "漢ǅ٣½ª\u0000\t\u007f",
}

/**
 * In no common word, walk or example, and made of letters that are nowhere else in what is generated: a password with it
 * is not common, whatever else it is made of.
 */
const UNCOMMON = { lower: "xq", upper: "XQ" }

const kindsOfCode: Partial<Record<Code, Kind>> = {
  NoDigit: "Digit",
  NoUpper: "Upper",
  NoLower: "Lower",
  NoSpecial: "Special",
}

/** The characters of a kind, without those that begin a name of the service: none is spelled by chance. */
const pool = (policy: PasswordPolicy, kind: Kind | "Other"): ReadonlyArray<string> => {
  const initials = policy.forbidden.includes("ServiceName")
    ? policy.serviceNames.map((name) => fold(name).charAt(0))
    : []
  return [...characters[kind]].filter((character) => !initials.includes(fold(character).charAt(0)))
}

/** Texts of a length between two bounds that have each of these kinds, and others only where they are allowed. */
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
}

const everything: ReadonlyArray<Kind | "Other"> = ["Digit", "Upper", "Lower", "Special", "Other"]

const chosenKinds = (policy: PasswordPolicy, count: number) =>
  fc.shuffledSubarray([...policy.kinds], { minLength: count, maxLength: count })

/** Passwords that a policy accepts as long as nothing is known of the person. */
export const acceptedBy = (policy: PasswordPolicy): fc.Arbitrary<string> =>
  ofLength(policy, policy.minimum, longestUnder(policy))

const ofLength = (policy: PasswordPolicy, from: number, to: number): fc.Arbitrary<string> =>
  chosenKinds(policy, policy.kindsNeeded).chain((kinds) => shaped(policy, [from, to], kinds, everything))

/** What a person's data are in the contexts generated here. The NIR is CNAM's well-known sample. */
export const person = { nir: "2690549588157", birthDate: "1969-05-14", names: ["Ysé", "Le Guennec"] } as const

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
  ContainsServiceName: {
    context: {},
    contained: ["-CAF-", "MonCompte", "mon-compte"],
    whole: ["AllocationsFamilialesMonCompte", "mon compte allocations familiales"],
  },
} satisfies Partial<Record<Code, { context: Context; contained: ReadonlyArray<string>; whole: ReadonlyArray<string> }>>

const containing = (policy: PasswordPolicy, { contained, whole }: (typeof pieces)[keyof typeof pieces]) =>
  policy.forbiddenWhen === "Whole"
    ? fc.constantFrom(...whole).map((piece) => piece.repeat(Math.ceil(policy.minimum / piece.length)))
    : fc
        .tuple(fc.constantFrom(...contained), fc.boolean())
        .chain(([piece, end]) =>
          ofLength(policy, policy.minimum - piece.length, longestUnder(policy) - piece.length).map((text) =>
            end ? text + piece : piece + text,
          ),
        )

const commonOnes = (policy: PasswordPolicy) =>
  fc
    .tuple(
      fc.constantFrom("Motdepasse", "Azerty", "Soleil", "Bonjour", "Nicolas"),
      fc.constantFrom("2024!", "12!", "!1"),
    )
    .map(([word, end]) => word.repeat(Math.ceil(Math.max(1, policy.minimum - end.length) / word.length)) + end)

/** A candidate, and the context in which it breaks one rule and no other. */
export interface BreaksOne {
  readonly candidate: unknown
  readonly context: Context
}

const alone = (candidate: unknown): BreaksOne => ({ candidate, context: {} })

/** Candidates that break exactly the rule of this code under a policy. The policy must have the rule: see `codesUnder`. */
export const breaking = (policy: PasswordPolicy, code: Code): fc.Arbitrary<BreaksOne> => {
  const maximum = longestUnder(policy)
  const accepted = acceptedBy(policy)
  switch (code) {
    case "NotText":
      return fc.constantFrom<unknown>(null, undefined, 12345678, true, {}, ["Azerty12"], Symbol("Azerty12")).map(alone)
    case "NotWellFormed":
      return fc.tuple(accepted, fc.boolean()).map(([text, end]) => alone(end ? `${text}\ud83d` : `\udc4d${text}`))
    case "TooShort":
      return chosenKinds(policy, policy.kindsNeeded)
        .chain((kinds) => shaped(policy, [kinds.length, policy.minimum - 1], kinds, everything))
        .map(alone)
    case "TooLong":
      return ofLength(policy, maximum + 1, maximum + 20).map(alone)
    case "NoDigit":
    case "NoUpper":
    case "NoLower":
    case "NoSpecial": {
      const others = policy.kinds.filter((kind) => kind !== kindsOfCode[code])
      const allowed = everything.filter((kind) => kind !== kindsOfCode[code])
      return shaped(policy, [policy.minimum, maximum], others, allowed).map(alone)
    }
    case "TooFewKinds":
      return chosenKinds(policy, policy.kindsNeeded - 1)
        .chain((kinds) => shaped(policy, [policy.minimum, maximum], kinds, [...kinds, "Other"]))
        .map(alone)
    case "ContainsNir":
    case "ContainsBirthDate":
    case "ContainsName":
    case "ContainsServiceName":
      return containing(policy, pieces[code]).map((candidate) => ({ candidate, context: pieces[code].context }))
    case "TooCommon":
      return commonOnes(policy).map(alone)
    case "SameAsCurrent":
      return fc.tuple(accepted, fc.constantFrom("text", "answer", "function")).map(([candidate, how]) => ({
        candidate,
        context:
          how === "text"
            ? { current: candidate }
            : { isCurrent: how === "answer" || ((it: string) => it === candidate) },
      }))
    case "ConfirmationDiffers":
      return fc
        .tuple(accepted, fc.constantFrom<unknown>("", undefined, null, 0, "Azerty12"))
        .map(([candidate, confirmation]) => ({ candidate, context: { confirmation } }))
  }
}

/** The codes that a policy can answer. */
export const codesUnder = (policy: PasswordPolicy): ReadonlyArray<Code> => {
  const all = policy.kindsNeeded === policy.kinds.length
  const has: Partial<Record<Code, boolean>> = {
    TooFewKinds: !all,
    NoDigit: all && policy.kinds.includes("Digit"),
    NoUpper: all && policy.kinds.includes("Upper"),
    NoLower: all && policy.kinds.includes("Lower"),
    NoSpecial: all && policy.kinds.includes("Special"),
    ContainsNir: policy.forbidden.includes("Nir"),
    ContainsBirthDate: policy.forbidden.includes("BirthDate"),
    ContainsName: policy.forbidden.includes("Names"),
    ContainsServiceName: policy.forbidden.includes("ServiceName"),
    TooCommon: policy.blockList,
  }
  return codes.filter((code) => has[code] ?? true)
}

/**
 * A slow reference model of the password rules, written with regular expressions. It shares only the lists of words with
 * the rules that it checks.
 */

import { commonWords, walks } from "../../src/domain/password/common-words.ts"
import type { Context } from "../../src/domain/password/context.ts"
import type { Kind, PasswordPolicy } from "../../src/domain/password/policy.ts"
import type { Code } from "../../src/domain/password/rules.ts"

const patterns = { Digit: /[0-9]/, Upper: /\p{Lu}/u, Lower: /\p{Ll}/u, Special: /\p{P}|\p{S}|\p{Zs}/u } as const

const plain = (text: string) =>
  [...text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase()]
    .map(
      (letter) => (({ œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d" }) as Record<string, string>)[letter] ?? letter,
    )
    .join("")
const together = (text: string) => plain(text).replaceAll(/[^\p{L}\p{N}]/gu, "")

const counting =
  /^(?:(\d)\1*|(?:0(?=1|$)|1(?=2|$)|2(?=3|$)|3(?=4|$)|4(?=5|$)|5(?=6|$)|6(?=7|$)|7(?=8|$)|8(?=9|$)|9(?=0|$))+)$/
const backwards = (text: string) => [...text].reverse().join("")
const added = (piece: string) => {
  const digits = piece.replaceAll(/[^0-9]/g, "")
  return (
    /^\P{L}*$/u.test(piece) &&
    /^.{0,2}$/su.test(piece.replaceAll(/[0-9]/g, "")) &&
    (/^\d{0,4}$/.test(digits) || counting.test(digits) || counting.test(backwards(digits)))
  )
}

const cut = (text: string, sides: RegExp) => text.replace(sides, (piece) => (added(piece) ? "" : piece))
const known = (text: string): boolean => {
  if (commonWords.has(text)) return true
  if (text.length >= 4 && walks.some((walk) => walk.includes(text) || walk.includes(backwards(text)))) return true
  const piece = /^(.+?)\1+$/s.exec(text)?.[1]
  return piece !== undefined && (piece.length <= 3 || known(piece) || known(cut(cut(piece, /^\P{L}+/u), /\P{L}+$/u)))
}
const isCommon = (text: string) => {
  const letters = plain(text).replaceAll(/[^a-z]/g, "")
  if (/^(?:train(?:bleu)?|trainsbleusetunvelo(?:souslapluie)?)$/.test(letters)) return true
  if (
    /^(?:plusieursmotssanslienentreeuxseparespardestirets|severalunrelatedwordswithhyphensbetweenthem)$/.test(letters)
  )
    return true
  const forms = [plain(text), cut(plain(text), /\P{L}+$/u), cut(cut(plain(text), /^\P{L}+/u), /\P{L}+$/u)]
  const clear = (form: string, one: string) =>
    form
      .replaceAll("1", one)
      .replaceAll("0", "o")
      .replaceAll("3", "e")
      .replaceAll(/[4@]/g, "a")
      .replaceAll(/[5$]/g, "s")
      .replaceAll("7", "t")
      .replaceAll("€", "e")
      .replaceAll("!", "i")
      .replaceAll("|", "l")
  return forms.some((form) => known(form) || known(clear(form, "i")) || known(clear(form, "l")))
}

const months = [
  "janvier",
  "fevrier",
  "mars",
  "avril",
  "mai",
  "juin",
  "juillet",
  "aout",
  "septembre",
  "octobre",
  "novembre",
  "decembre",
]
const dates = (iso: string) => {
  const [year = "", month = "", day = ""] = iso.split("-")
  const [d, yy, spoken] = [String(Number(day)), year.slice(-2), months[Number(month) - 1]]
  return [
    `${day}${month}${year}`,
    `${day}${month}${yy}`,
    `${year}${month}${day}`,
    `${d}${Number(month)}${year}`,
    ...(spoken === undefined ? [] : [`${d}${spoken}${year}`, `${d}${spoken}${yy}`]),
    ...(spoken === undefined || d !== "1" ? [] : [`1er${spoken}${year}`, `1er${spoken}${yy}`]),
  ]
}
const sixes = (text: string) => [...text].flatMap((_, at) => (at + 6 <= text.length ? [text.slice(at, at + 6)] : []))
const words = (name: string) => {
  const all = plain(name).match(/\p{L}{3,}/gu) ?? []
  return all.length === 1 ? all : all.filter((word) => !/^(?:da[ls]|de[lnrs]|[dl]os|l[ae]s|san|v[ao]n)$/.test(word))
}
const addresses = (contact: string) => {
  const at = contact.lastIndexOf("@")
  return at < 0 ? [together(contact).slice(-9)] : [together(contact), together(contact.slice(0, at))]
}
const isOnly = (text: string, pieces: ReadonlyArray<string>) => {
  if (pieces.length === 0) return false
  const rest = [...pieces].sort((a, b) => b.length - a.length).reduce((left, piece) => left.split(piece).join(""), text)
  return rest.length < text.length && added(rest)
}

/** The codes of the rules that a candidate breaks, in reading order. A new code does not compile until it is here. */
export const brokenByModel = (candidate: unknown, policy: PasswordPolicy, context: Context): ReadonlyArray<Code> => {
  if (typeof candidate !== "string") return ["NotText"]
  if (candidate.length > policy.maximum * 8) return ["TooLong"]
  if (/\p{Cs}/u.test(candidate)) return ["NotWellFormed"]
  const text = candidate.normalize("NFC")
  const present = policy.kinds.filter((kind) => patterns[kind].test(text))
  const isEnough = present.length >= policy.kindsNeeded
  const someSuffice = policy.kindsNeeded < policy.kinds.length
  const lacks = (kind: Kind) => policy.kinds.includes(kind) && !isEnough && !someSuffice && !present.includes(kind)
  const inParts = policy.forbiddenWhen === "Contained"
  const has = (pieces: ReadonlyArray<string>, wholes: ReadonlyArray<string> = pieces) =>
    inParts ? pieces.some((piece) => together(text).includes(piece)) : isOnly(together(text), wholes)
  const nir = typeof context.nir === "string" ? together(context.nir) : ""
  const services = policy.serviceNames.map(together)
  const names = context.names?.flatMap(words) ?? []
  const contacts = context.contacts?.flatMap(addresses) ?? []
  const hasService = () =>
    inParts
      ? services.some((name) =>
          name.length > 5
            ? together(text).includes(name)
            : new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, "u").test(plain(text)),
        )
      : isOnly(together(text), services)
  const hasName = () => (inParts ? names.some((name) => plain(text).includes(name)) : has(names))
  const broken: { [C in Code]: boolean } = {
    NotText: false,
    NotWellFormed: false,
    TooShort: [...text].length < policy.minimum,
    TooLong: [...text].length > policy.maximum,
    NoDigit: lacks("Digit"),
    NoUpper: lacks("Upper"),
    NoLower: lacks("Lower"),
    NoSpecial: lacks("Special"),
    TooFewKinds: !isEnough && someSuffice,
    ContainsNir: policy.forbidden.includes("Nir") && nir.length >= 6 && has(sixes(nir), [nir, nir.slice(0, 13)]),
    ContainsBirthDate:
      policy.forbidden.includes("BirthDate") && context.birthDate != null && has(dates(context.birthDate)),
    ContainsName: policy.forbidden.includes("Names") && hasName(),
    ContainsContact:
      policy.forbidden.includes("Contact") &&
      ((inParts && contacts.some((piece) => piece.length >= 4 && together(text).includes(piece))) ||
        isOnly(together(text), contacts)),
    ContainsServiceName: policy.forbidden.includes("ServiceName") && hasService(),
    ContainsLegacyPassword: false,
    TooCommon: policy.blockList && (isCommon(text) || context.blockList?.(text) === true),
    SameAsCurrent: context.current?.normalize("NFC") === text || context.isCurrent === true,
    ConfirmationDiffers: "confirmation" in context && String(context.confirmation).normalize("NFC") !== text,
  }
  const hasData = (["Nir", "BirthDate", "Name", "Contact", "ServiceName"] as const).some(
    (data) => broken[`Contains${data}`],
  )
  const digitsSuffice = policy.kindsNeeded === 0 || (policy.kindsNeeded === 1 && policy.kinds.includes("Digit"))
  const isBoth = policy.minimum <= 8 && policy.maximum >= 8 && digitsSuffice && /^\d{8}$/.test(text)
  broken.ContainsLegacyPassword =
    (policy.forbidden.includes("LegacyPassword") && inParts && !hasData && /\d{8}/.test(together(text))) || isBoth
  return (Object.keys(broken) as ReadonlyArray<Code>).filter((code) => broken[code])
}

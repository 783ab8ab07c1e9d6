import fc from "fast-check"
import type { DefectCode } from "../../domain/contact/defect.ts"

/** A typed contact, and what `reveal` must return for it. */
export interface Typed {
  readonly typed: string
  readonly revealed: string
}

/** A text that is not a contact, and its only defect. */
export interface Wrong {
  readonly typed: string
  readonly code: DefectCode
}

const digits = (count: number) => fc.integer({ min: 0, max: 10 ** count - 1 }).map((n) => `${n}`.padStart(count, "0"))

const atom = fc.string({
  unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzABCXYZ0123456789!#$%&'*+-/=?^_`{|}~"),
  minLength: 1,
  maxLength: 12,
})
const localPart = fc.array(atom, { minLength: 1, maxLength: 4 }).map((atoms) => atoms.join("."))

const label = fc
  .tuple(
    fc.constantFrom(..."abcxyz0189"),
    fc.string({ unit: fc.constantFrom(..."abxyz019"), maxLength: 8 }),
    fc.constantFrom("", "-", "--"),
    fc.constantFrom(..."abcxyz0189"),
  )
  // A double hyphen in third place marks punycode (RFC 5890), so the middle before one is never empty.
  .map(([first, middle, hyphen, last]) => `${first}${hyphen === "--" ? `a${middle}z` : middle}${hyphen}${last}`)

/** A subdomain of example.org, so that no mail can be delivered. */
const domain = fc.array(label, { maxLength: 3 }).map((labels) => [...labels, "example", "org"].join("."))

const blank = fc.constantFrom("", " ", "\u00a0", "\n", "\t ", "\u200b", "\ufeff")
const around = (text: fc.Arbitrary<Typed>): fc.Arbitrary<Typed> =>
  fc.tuple(blank, text, blank).map(([before, { typed, revealed }, after]) => ({
    typed: `${before}${typed}${after}`,
    revealed,
  }))

/** Addresses on example.org, in any case and with blanks around. */
export const emailTyped: fc.Arbitrary<Typed> = around(
  fc.tuple(localPart, domain, fc.boolean()).map(([local, domain, inUpperCase]) => ({
    typed: `${local}@${inUpperCase ? domain.toUpperCase() : domain}`,
    revealed: `${local}@${domain}`,
  })),
)

const gap = fc.constantFrom("", " ", ".", "-", "\u00a0", "\u202f", " - ", "/", "\u2011")
const spaced = (prefix: string, first: string, pairs: string) =>
  gap.map((gap) => [`${prefix}${first}`, ...(pairs.match(/../gu) ?? [])].join(gap))

const french = (national: fc.Arbitrary<string>, code = "33"): fc.Arbitrary<Typed> =>
  national.chain((national) => {
    const first = national.slice(0, 1)
    const rest = national.slice(1)
    return fc
      .oneof(
        spaced("0", first, rest),
        spaced(`+${code}`, first, rest),
        spaced(`00${code}`, first, rest),
        spaced(`+${code} `, first, rest),
        spaced(`+${code} (0)`, first, rest),
      )
      .map((typed) => ({ typed, revealed: `+${code}${national}` }))
  })

/** Mobiles of the block that ARCEP reserves for fiction, as people write them. */
export const mobileTyped: fc.Arbitrary<Typed> = around(french(digits(4).map((rest) => `63998${rest}`)))

/** Overseas mobiles in national or international form. No overseas block is reserved for fiction. */
export const overseasMobileTyped: fc.Arbitrary<Typed> = around(
  fc
    .constantFrom(["690", "590"], ["691", "590"], ["692", "262"], ["693", "262"], ["694", "594"], ["696", "596"])
    .chain(([root = "", code = ""]) =>
      french(
        digits(6).map((rest) => `${root}${rest}`),
        code,
      ),
    ),
)

/** Contacts of both kinds. */
export const contactTyped: fc.Arbitrary<Typed> = fc.oneof(emailTyped, mobileTyped, overseasMobileTyped)

/** Landlines of the blocks that ARCEP reserves for fiction. */
export const landlineTyped: fc.Arbitrary<Typed> = french(
  fc.tuple(fc.constantFrom("19900", "26191", "35301", "46571", "53649"), digits(4)).map(([root, rest]) => root + rest),
)

const wrong = (code: DefectCode, typed: fc.Arbitrary<string>): fc.Arbitrary<Wrong> =>
  typed.map((typed) => ({ typed, code }))

const fiction = digits(4).map((rest) => `063998${rest}`)

/** E-mail addresses with exactly one defect. */
export const emailWrong: fc.Arbitrary<Wrong> = fc.oneof(
  wrong(
    "MissingLocalPart",
    fc.tuple(domain).map(([domain]) => `@${domain}`),
  ),
  wrong(
    "MissingDomain",
    localPart.map((local) => `${local}@`),
  ),
  wrong(
    "DomainWithoutDot",
    fc
      .tuple(
        localPart,
        atom.map((a) => a.replace(/[^a-z]/gu, "a")),
      )
      .map((p) => p.join("@")),
  ),
  wrong(
    "MisplacedDot",
    fc.tuple(localPart, domain).map(([local, domain]) => `.${local}@${domain}`),
  ),
  wrong(
    "MisplacedDot",
    fc.tuple(localPart, domain).map(([local, domain]) => `${local}@${domain}.`),
  ),
  wrong(
    "MisplacedDot",
    fc.tuple(localPart, localPart, domain).map(([a, b, domain]) => `${a}..${b}@${domain}`),
  ),
  wrong(
    "SeveralAts",
    fc.tuple(localPart, domain, domain).map((parts) => parts.join("@")),
  ),
  wrong(
    "SpaceInside",
    fc.tuple(localPart, domain).map(([local, domain]) => `a ${local}@${domain}`),
  ),
  wrong(
    "ForbiddenCharacter",
    fc.tuple(localPart, domain).map(([local, domain]) => `a\r\nBcc:${local}@${domain}`),
  ),
  wrong(
    "ForbiddenCharacter",
    fc.tuple(localPart, domain).map(([local, domain]) => `a,${local}@${domain}`),
  ),
  wrong(
    "NameAroundAddress",
    fc.tuple(localPart, domain).map(([local, domain]) => `Camille <${local}@${domain}>`),
  ),
  wrong(
    "QuotedLocalPart",
    fc.tuple(localPart, domain).map(([local, domain]) => `"${local}"@${domain}`),
  ),
  wrong(
    "LocalPartTooLong",
    domain.map((domain) => `${"a".repeat(65)}@${domain}`),
  ),
  wrong(
    "NonAsciiLocalPart",
    fc.tuple(localPart, domain).map(([local, domain]) => `é${local}@${domain}`),
  ),
  wrong(
    "MalformedDomain",
    fc.tuple(localPart, domain).map(([local, domain]) => `${local}@-${domain}`),
  ),
  wrong(
    "IpAddress",
    localPart.map((local) => `${local}@192.0.2.1`),
  ),
)

/** Mobile numbers with exactly one defect. */
export const mobileWrong: fc.Arbitrary<Wrong> = fc.oneof(
  wrong(
    "Landline",
    landlineTyped.map(({ typed }) => typed),
  ),
  wrong(
    "NumberTooShort",
    fiction.map((number) => number.slice(0, 9)),
  ),
  wrong(
    "NumberTooLong",
    fiction.map((number) => `${number}0`),
  ),
  wrong(
    "InternetLine",
    digits(6).map((rest) => `0999${rest}`),
  ),
  wrong(
    "SpecialNumber",
    digits(6).map((rest) => `0800${rest}`),
  ),
  wrong("SpecialNumber", fc.constantFrom("15", "17", "112", "3646", "118712")),
  wrong(
    "CountryNotAllowed",
    digits(3).map((rest) => `+44 7700 900${rest}`),
  ),
  wrong(
    "UnknownNumber",
    digits(6).map((rest) => `0700${rest}`),
  ),
)

import * as Equal from "effect/Equal"
import * as Hash from "effect/Hash"
import isEmail from "validator/lib/isEmail.js"
import { type ContactPolicy, contactPolicies } from "./contact-policy.ts"
import { type DefectCode, type Rejected, rejected } from "./defect.ts"
import { placeDefects } from "./place-defects.ts"
import { typedContact } from "./typed-contact.ts"

/** In octets: RFC 5321, 4.5.3.1.3, without the angle brackets. */
const LONGEST_ADDRESS = 254
/** In octets: RFC 5321, 4.5.3.1.1. */
const LONGEST_LOCAL_PART = 64

/** Blanks around the sign, which keyboards add. Nothing else can be meant. */
const AROUND_AT = /[^\S\r\n]+@[^\S\r\n]*|@[^\S\r\n]+/gu

const octets = (text: string) => new TextEncoder().encode(text).length

/** The first defect that does not depend on the part of the address, or `null`. */
const wholeDefect = (text: string): DefectCode | null => {
  if (/[<>()]/u.test(text)) return "NameAroundAddress"
  if (text.includes('"')) return "QuotedLocalPart"
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)) return "ForbiddenCharacter"
  if (/\s/u.test(text)) return "SpaceInside"
  if (!text.includes("@")) return "MissingAt"
  if (text.indexOf("@") !== text.lastIndexOf("@")) return "SeveralAts"
  return octets(text) > LONGEST_ADDRESS ? "TooLong" : null
}

const hasMisplacedDot = (part: string) => part.split(".").includes("")

const localDefect = (local: string, policy: ContactPolicy): DefectCode | null => {
  if (local === "") return "MissingLocalPart"
  if (hasMisplacedDot(local)) return "MisplacedDot"
  if (octets(local) > LONGEST_LOCAL_PART) return "LocalPartTooLong"
  if (!policy.nonAsciiLocalPart && /[^\x20-\x7e]/u.test(local)) return "NonAsciiLocalPart"
  return isEmail.default(`${local}@example.org`) ? null : "ForbiddenCharacter"
}

/** The domain as e-mail transmits it: in lower case and in ASCII, even if it was typed with accents (UTS 46). */
const asciiDomain = (domain: string): string | null => {
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return null
  try {
    return new URL(`http://${domain}`).hostname
  } catch {
    return null
  }
}

const domainDefect = (typed: string, ascii: string | null): DefectCode | null => {
  if (typed === "") return "MissingDomain"
  if (/^\[|^[\d.]+$/u.test(typed)) return "IpAddress"
  if (hasMisplacedDot(typed)) return "MisplacedDot"
  if (ascii === null) return "MalformedDomain"
  if (!typed.includes(".")) return "DomainWithoutDot"
  return isEmail.default(`x@${ascii}`) ? null : "MalformedDomain"
}

/**
 * A well-formed e-mail address. It prints masked; `reveal` returns it in clear. Only a confirmation code proves that
 * the person reads the mailbox.
 *
 * The domain is in lower case and in ASCII (`xn--…` if it has accents). The local part has the case that was typed,
 * because only the receiving host knows whether its case matters. Compare addresses by `index`.
 */
export class Email implements Equal.Equal {
  readonly _tag = "Email"
  readonly #local: string
  readonly #domain: string

  private constructor(local: string, domain: string) {
    this.#local = local
    this.#domain = domain
  }

  /**
   * Parses a typed address, without invisible marks and without blanks around it and around its `@`. It must be one bare
   * address: no name, no quotation marks, no IP address, and a domain with a dot.
   *
   * ```ts
   * import { Email } from "mon-compte"
   *
   * const parsed = Email.parse(" Camille@Example.ORG ")
   * parsed.ok && parsed.contact.reveal() // => "Camille@example.org"
   * parsed.ok && String(parsed.contact) // => "C•••@e•••.org"
   * Email.parse("camille@example") // => { ok: false, defects: [{ code: "DomainWithoutDot" }] }
   * ```
   */
  static parse(
    input: unknown,
    policy: ContactPolicy = contactPolicies.french,
  ): { readonly ok: true; readonly contact: Email } | Rejected {
    const read = Email.#read(input, policy)
    return read.ok ? read : placeDefects(input, read)
  }

  static #read(input: unknown, policy: ContactPolicy): { readonly ok: true; readonly contact: Email } | Rejected {
    const typed = typedContact(input)
    if (!typed.ok) return typed
    const text = typed.text.normalize("NFC").replace(AROUND_AT, "@")
    const whole = wholeDefect(text)
    if (whole !== null) return rejected(whole)
    const at = text.indexOf("@")
    const local = text.slice(0, at)
    const domain = text.slice(at + 1)
    const ascii = asciiDomain(domain)
    const [first, second] = [localDefect(local, policy), domainDefect(domain, ascii)].filter((code) => code !== null)
    if (first !== undefined) return second === undefined || second === first ? rejected(first) : rejected(first, second)
    if (ascii === null || octets(local) + 1 + ascii.length > LONGEST_ADDRESS) return rejected("TooLong")
    return { ok: true, contact: new Email(local, ascii) }
  }

  /**
   * Restores an address from storage: `revealed` is what `reveal` returned. No policy applies, because an accepted
   * address stays valid. Throws if `reveal` cannot have returned the text.
   */
  static restore(revealed: string): Email {
    const at = revealed.lastIndexOf("@")
    if (at < 1 || revealed.length > LONGEST_ADDRESS || wholeDefect(revealed) !== null) {
      throw new Error("Not an address from storage.")
    }
    return new Email(revealed.slice(0, at), revealed.slice(at + 1))
  }

  /** The address in clear. It is personal data: keep it out of logs, errors and URLs. */
  reveal(): string {
    return `${this.#local}@${this.#domain}`
  }

  /** The form to compare and to index: all spellings of one mailbox give the same text. It is personal data too. */
  index(): string {
    return this.reveal().toLowerCase()
  }

  /** The form that its owner recognises: `C•••@e•••.org`. Of a name with one or two letters, no letter is shown. */
  get masked(): string {
    const [first = "", , third] = this.#local
    const ending = this.#domain.slice(this.#domain.lastIndexOf("."))
    return `${third === undefined ? "" : first}•••@${this.#domain.slice(0, 1)}•••${ending}`
  }

  toString(): string {
    return this.masked
  }

  toJSON(): { readonly _tag: "Email"; readonly masked: string } {
    return { _tag: this._tag, masked: this.masked }
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `Email(${this.masked})`
  }

  [Equal.symbol](that: unknown): boolean {
    return that instanceof Email && that.index() === this.index()
  }

  [Hash.symbol](): number {
    return Hash.string(this.index())
  }
}

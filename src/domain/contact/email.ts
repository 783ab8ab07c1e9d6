import * as Equal from "effect/Equal"
import * as Hash from "effect/Hash"
import isEmail from "validator/lib/isEmail.js"
import { type ContactPolicy, contactPolicies } from "./contact-policy.ts"
import { type DefectCode, type Rejected, rejected } from "./defect.ts"
import { typedText } from "./typed-text.ts"

/** In octets: RFC 5321, 4.5.3.1.3, less the angle brackets. */
const LONGEST_ADDRESS = 254
/** In octets: RFC 5321, 4.5.3.1.1. */
const LONGEST_LOCAL_PART = 64

const octets = (text: string) => new TextEncoder().encode(text).length

/** What keeps an address from being one, whichever side of the `@` it stands on. */
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

/** A domain as mail carries it: lower case, and ASCII even where people write accents (UTS 46). */
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
 * An e-mail address that has the form of one. It prints masked; `reveal` gives it whole.
 *
 * The domain is in lower case and in ASCII (`xn--…` where it has accents). The local part keeps the case it was typed
 * in, as only the receiving host knows whether case matters there: `index` is what to compare by. Whether somebody
 * reads the mailbox is for a code to prove.
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
   * Reads an address somebody typed. Blanks around it are dropped.
   *
   * One bare address: no name beside it, no quotes, no IP address, and a domain that ends in `.fr`, `.org`…
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
    const typed = typedText(input)
    if (!typed.ok) return typed
    const text = typed.text.normalize("NFC")
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
   * The address that `reveal` gave, from storage. It was right when it was typed: no policy is asked again. Throws on a
   * text that `reveal` never gave.
   */
  static restore(revealed: string): Email {
    const at = revealed.lastIndexOf("@")
    if (at < 1 || revealed.length > LONGEST_ADDRESS || wholeDefect(revealed) !== null) {
      throw new Error("Not an address that was read before.")
    }
    return new Email(revealed.slice(0, at), revealed.slice(at + 1))
  }

  /** The address to write to. Personal: it stays out of logs, errors and the addresses of pages. */
  reveal(): string {
    return `${this.#local}@${this.#domain}`
  }

  /** The form to compare and to index by: spellings of one mailbox give one text. As personal as the address. */
  index(): string {
    return this.reveal().toLowerCase()
  }

  /** Enough for its owner to recognise it: `C•••@e•••.org`. A name of one or two letters is not begun. */
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

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { emailTyped, emailWrong } from "../../testing/generators/contact.ts"
import { contactPolicies, Email } from "./contact.ts"

const read = (typed: string, policy = contactPolicies.french) => {
  const parsed = Email.parse(typed, policy)
  return parsed.ok ? parsed.contact.reveal() : parsed.defects.map(({ code }) => code).join(" ")
}

describe("an e-mail address", () => {
  it.each([
    // RFC 5322, 3.2.3: every character that an atom can have.
    ["!#$%&'*+-/=?^_`{|}~@example.org", "!#$%&'*+-/=?^_`{|}~@example.org"],
    // RFC 3696 errata 1690, and the sample names of RFC 5321.
    ["customer/department=shipping@example.com", "customer/department=shipping@example.com"],
    ["$A12345@example.com", "$A12345@example.com"],
    ["!def!xyz%abc@example.com", "!def!xyz%abc@example.com"],
    ["_somename@example.com", "_somename@example.com"],
    ["user+mailbox@example.com", "user+mailbox@example.com"],
    ["x@example.org", "x@example.org"],
    ["camille@a.b.c.example.org", "camille@a.b.c.example.org"],
    ["camille@example.museum", "camille@example.museum"],
    ["12345@1-2.example.org", "12345@1-2.example.org"],
  ])("is accepted: %s", (typed, revealed) => {
    expect(read(typed)).toBe(revealed)
  })

  it.each([
    ["Camille.Durand@EXAMPLE.Org", "Camille.Durand@example.org"],
    ["  camille@example.org\n", "camille@example.org"],
    ["\u200bcamille@example.org\u202c\ufeff", "camille@example.org"],
    ["camille@éole.example", "camille@xn--ole-9la.example"],
    // The same letter as two code points.
    ["camille@e\u0301ole.example", "camille@xn--ole-9la.example"],
    ["camille@ÉOLE.example", "camille@xn--ole-9la.example"],
    // RFC 3492, 7.1 (B) and the IANA test domain.
    ["camille@他们为什么不说中文.example", "camille@xn--ihqwcrb4cv8a8dqg056pqjye.example"],
    ["camille@例え.テスト", "camille@xn--r8jz45g.xn--zckzah"],
    ["camille@xn--ole-9la.example", "camille@xn--ole-9la.example"],
  ])("is normalised from %j to %s", (typed, revealed) => {
    expect(read(typed)).toBe(revealed)
  })

  it.each([
    ["camille", "MissingAt"],
    ["@example.org", "MissingLocalPart"],
    ["camille@", "MissingDomain"],
    ["@", "MissingLocalPart MissingDomain"],
    ["camille@example", "DomainWithoutDot"],
    ["camille@localhost", "DomainWithoutDot"],
    ["camille@example.", "MisplacedDot"],
    ["camille@.example.org", "MisplacedDot"],
    ["camille@example..org", "MisplacedDot"],
    [".camille@example.org", "MisplacedDot"],
    ["camille.@example.org", "MisplacedDot"],
    ["ca..mille@example.org", "MisplacedDot"],
    [".camille@.example.org", "MisplacedDot"],
    ["a@b@example.org", "SeveralAts"],
    ["a@example.org, b@example.org", "SpaceInside"],
    ["a@example.org;b@example.org", "SeveralAts"],
    ["camille,durand@example.org", "ForbiddenCharacter"],
    ["camille@example,org", "MalformedDomain"],
    ["ca mille@example.org", "SpaceInside"],
    ["camille@example .org", "SpaceInside"],
    ["camille.\u00a0durand@example.org", "SpaceInside"],
    ["Camille <camille@example.org>", "NameAroundAddress"],
    ["<camille@example.org>", "NameAroundAddress"],
    ["camille@example.org (Camille)", "NameAroundAddress"],
    ['"camille"@example.org', "QuotedLocalPart"],
    ['"a@b"@example.org', "QuotedLocalPart"],
    ["camille@[192.0.2.1]", "IpAddress"],
    ["camille@[IPv6:2001:db8::1]", "IpAddress"],
    ["camille@192.0.2.1", "IpAddress"],
    ["camille@1.2", "IpAddress"],
    ["camille@example.123", "MalformedDomain"],
    ["camille@0x7f.1", "MalformedDomain"],
    ["camille@example.c", "MalformedDomain"],
    ["camille@-example.org", "MalformedDomain"],
    ["camille@example-.org", "MalformedDomain"],
    ["camille@ex_ample.org", "MalformedDomain"],
    ["camille@example.org/x", "MalformedDomain"],
    ["camille@example.org:25", "MalformedDomain"],
    ["camille@example.org#x", "MalformedDomain"],
    ["camille@exam%70le.org", "MalformedDomain"],
    ["camille@example。org", "MalformedDomain"],
    ["hélène@example.org", "NonAsciiLocalPart"],
    ["cam\\ille@example.org", "ForbiddenCharacter"],
    ["camille:x@example.org", "ForbiddenCharacter"],
    ["camille\r\nBcc: other@example.org", "ForbiddenCharacter"],
    ["camille@example.org\r\nRCPT TO:<other@example.org>", "NameAroundAddress"],
    ["camille@example.org\r\nDATA", "ForbiddenCharacter"],
    ["cam\u0000ille@example.org", "ForbiddenCharacter"],
    ["cam\ud800ille@example.org", "ForbiddenCharacter"],
  ])("is refused if it is %j, with %s", (typed, codes) => {
    expect(read(typed)).toBe(codes)
  })

  it("has at most 64 octets before the @", () => {
    expect(read(`${"a".repeat(64)}@example.org`)).toBe(`${"a".repeat(64)}@example.org`)
    expect(read(`${"a".repeat(65)}@example.org`)).toBe("LocalPartTooLong")
  })

  it("has at most 63 characters between two dots", () => {
    expect(read(`camille@${"a".repeat(63)}.org`)).toBe(`camille@${"a".repeat(63)}.org`)
    expect(read(`camille@${"a".repeat(64)}.org`)).toBe("MalformedDomain")
  })

  it("has at most 254 octets in all", () => {
    const domain = `${"a".repeat(61)}.${"b".repeat(61)}.${"c".repeat(61)}`
    expect(read(`${"a".repeat(64)}@${domain}.fr`)).toHaveLength(253)
    expect(read(`${"a".repeat(64)}@${domain}.org`)).toHaveLength(254)
    expect(read(`${"a".repeat(64)}@${domain}.info`)).toBe("TooLong")
  })

  it("is measured in the form that is sent, with the domain in ASCII", () => {
    const domain = `${"é.".repeat(31)}fr`
    expect(read(`xyz@${domain}`)).toHaveLength(254)
    expect(read(`wxyz@${domain}`)).toBe("TooLong")
  })

  it("has letters outside ASCII before the @ only if the policy allows them, and they count in octets", () => {
    const policy = { ...contactPolicies.french, nonAsciiLocalPart: true }
    expect(read("he\u0301lène@example.org", policy)).toBe("hélène@example.org")
    expect(read(`${"é".repeat(32)}@example.org`, policy)).toBe(`${"é".repeat(32)}@example.org`)
    expect(read(`${"é".repeat(32)}x@example.org`, policy)).toBe("LocalPartTooLong")
  })

  it("is compared without its case, and is shown masked", () => {
    const [upper, lower] = [Email.restore("Camille@example.org"), Email.restore("camille@example.org")]
    expect(upper.index()).toBe(lower.index())
    expect(upper.reveal()).not.toBe(lower.reveal())
    expect(String(upper)).toBe("C•••@e•••.org")
  })

  it.each([
    ["x@example.org", "•••@e•••.org"],
    ["xy@example.org", "•••@e•••.org"],
    ["xyz@example.org", "x•••@e•••.org"],
    ["xyz@mail.example.co.uk", "x•••@m•••.uk"],
  ])("%s is masked as %s", (address, masked) => {
    expect(Email.restore(address).masked).toBe(masked)
  })

  it("is restored from storage even if the policy no longer accepts it", () => {
    expect(Email.restore("hélène@example.org").reveal()).toBe("hélène@example.org")
  })

  it.each(["", "camille", "@example.org", "a@b\r\nBcc: c@d", "Camille <a@b.org>", `${"a".repeat(250)}@b.fr`])(
    "is not restored from %j",
    (text) => {
      expect(() => Email.restore(text)).toThrow(new Error("Not an address from storage."))
    },
  )

  it("is read from every spelling", () => {
    fc.assert(
      fc.property(emailTyped, ({ typed, revealed }) => {
        expect(read(typed)).toBe(revealed)
        expect(read(revealed)).toBe(revealed)
        expect(Email.restore(revealed).reveal()).toBe(revealed)
      }),
      { seed: 11, numRuns: 300 },
    )
  })

  it("has exactly one defect if one thing is wrong", () => {
    fc.assert(
      fc.property(emailWrong, ({ typed, code }) => {
        expect(Email.parse(typed)).toMatchObject({ ok: false, defects: [{ code }] })
      }),
      { seed: 12, numRuns: 500 },
    )
  })
})

import { inspect } from "node:util"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { contactPolicies } from "./contact.ts"
import { ContactFromText, EmailFromText, MobileFromText } from "./schema.ts"
import { contactTexts } from "./texts.ts"

describe("the schemas of contacts", () => {
  it("decode what was typed and encode the contact in clear", () => {
    const form = Schema.Struct({ contact: ContactFromText() })
    const { contact } = Schema.decodeUnknownSync(form)({ contact: " 06 39 98 12 34" })
    expect(contact._tag).toBe("Mobile")
    expect(Schema.encodeSync(form)({ contact })).toEqual({ contact: "+33639981234" })
  })

  it("of one kind refuse the other kind", () => {
    expect(Schema.decodeUnknownSync(EmailFromText())("a@Example.org").reveal()).toBe("a@example.org")
    expect(Schema.decodeUnknownSync(MobileFromText())("0639981234").reveal()).toBe("+33639981234")
    expect(Result.isFailure(Schema.decodeUnknownResult(EmailFromText())("0639981234"))).toBe(true)
    expect(Result.isFailure(Schema.decodeUnknownResult(MobileFromText())("a@example.org"))).toBe(true)
  })

  it("report the texts of the defects, in French or in English", async () => {
    const issues = async (schema: Schema.Codec<unknown, string>, typed: unknown) => {
      const result = await Schema.toStandardSchemaV1(schema)["~standard"].validate(typed)
      return result.issues?.map(({ message }) => message)
    }
    expect(await issues(ContactFromText(), "01 99 00 12 34")).toEqual([contactTexts.Landline.fr])
    expect(await issues(ContactFromText({ language: "en" }), "01 99 00 12 34")).toEqual([contactTexts.Landline.en])
    expect(await issues(ContactFromText(), "@")).toEqual([
      `${contactTexts.MissingLocalPart.fr} ${contactTexts.MissingDomain.fr}`,
    ])
  })

  it("apply the given policy", () => {
    const european = MobileFromText({ policy: contactPolicies.european })
    expect(Schema.decodeUnknownSync(european)("+32 470 12 34 56").masked).toBe("+32 •• •• •• 56")
  })

  it("repeat nothing of what was typed in their errors", () => {
    for (const typed of ["canary@example", "canary 06 39 98 77 77", "06 39 98 77 7"]) {
      const result = Schema.decodeUnknownResult(ContactFromText())(typed)
      const failure = Result.isFailure(result) ? result.failure : undefined
      expect(failure).toBeDefined()
      const printed = `${failure} ${JSON.stringify(failure)} ${inspect(failure, { depth: 9 })}`
      expect(printed).not.toContain("canary")
      expect(printed).not.toContain("98 77")
    }
  })
})

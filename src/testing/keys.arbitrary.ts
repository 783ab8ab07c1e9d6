import * as fc from "fast-check"

/** What a law of keys is tried with. What is named `other…` differs from what it is named after. */
export interface KeysSample {
  readonly purpose: string
  readonly otherPurpose: string
  readonly parts: ReadonlyArray<string>
  readonly subject: string
  readonly otherSubject: string
  /** Long enough not to be in a ciphertext by chance. */
  readonly text: string
  /** Where a ciphertext is altered, from 0 (its beginning) to 1 (its end). */
  readonly at: number
}

const text = fc.string({ unit: "grapheme", maxLength: 20 })

/** Some text and a longer one that begins or ends with it. */
const pair = fc
  .tuple(text, fc.string({ unit: "grapheme", minLength: 1, maxLength: 5 }), fc.boolean())
  .map(([one, more, before]) => [one, before ? `${more}${one}` : `${one}${more}`] as const)

/** What `keysLaws` are tried on. */
export const keysSample: fc.Arbitrary<KeysSample> = fc
  .record({
    purposes: pair,
    parts: fc.array(text, { minLength: 1, maxLength: 4 }),
    subjects: pair,
    text: fc.string({ unit: "grapheme", minLength: 8, maxLength: 60 }),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ purposes: [purpose, otherPurpose], subjects: [subject, otherSubject], ...rest }) => ({
    purpose,
    otherPurpose,
    subject,
    otherSubject,
    ...rest,
  }))

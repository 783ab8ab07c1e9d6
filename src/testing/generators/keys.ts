import * as fc from "fast-check"

/** A sample for the laws of keys. Each `other…` value differs from the value it is named after. */
export interface KeysSample {
  readonly purpose: string
  readonly otherPurpose: string
  readonly parts: ReadonlyArray<string>
  readonly subject: string
  readonly otherSubject: string
  /** Too long to appear in a ciphertext by chance. */
  readonly text: string
  /** Where to alter a ciphertext, from 0 (its start) to 1 (its end). */
  readonly position: number
}

const text = fc.string({ unit: "grapheme", maxLength: 20 })

/** A text, and a longer text that starts or ends with it. */
const pair = fc
  .tuple(text, fc.string({ unit: "grapheme", minLength: 1, maxLength: 5 }), fc.boolean())
  .map(([short, more, before]) => [short, before ? `${more}${short}` : `${short}${more}`] as const)

/** Samples for `keysLaws` and `keyRotationLaws`. */
export const keysSample: fc.Arbitrary<KeysSample> = fc
  .record({
    purposes: pair,
    parts: fc.array(text, { minLength: 1, maxLength: 4 }),
    subjects: pair,
    text: fc.string({ unit: "grapheme", minLength: 8, maxLength: 60 }),
    position: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ purposes: [purpose, otherPurpose], subjects: [subject, otherSubject], ...rest }) => ({
    purpose,
    otherPurpose,
    subject,
    otherSubject,
    ...rest,
  }))

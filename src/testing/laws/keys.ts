import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Base64 from "effect/encoding/Base64"
import * as Hex from "effect/encoding/Hex"
import * as Redacted from "effect/Redacted"
import { Keys } from "../../ports/keys.ts"
import type { KeysSample } from "../generators/keys.ts"
import { allTrue, isSame, reveals } from "./compare.ts"
import type { Law } from "./law.ts"

const keysLaw = (
  name: string,
  holds: (keys: Keys["Service"], sample: KeysSample) => Effect.fn.Return<boolean, unknown>,
): Law<Keys, KeysSample> => ({
  name,
  holds: (sample) => Effect.flatMap(Keys, (keys) => Effect.gen(() => holds(keys, sample))),
})

/** The field of a ciphertext, where a law is not about fields. */
const FIELD = "nir"

const countDistinct = (values: ReadonlyArray<unknown>) => new Set(values.map((value) => JSON.stringify(value))).size

/** Different lists of parts that a careless way of joining maps to the same text as `parts`. */
const collisionCandidates = (parts: ReadonlyArray<string>): ReadonlyArray<ReadonlyArray<string>> => {
  const joined = ["", ",", "|", "/", ":", " ", "\n", "\0", "\u001f", '","'].map((separator) => [parts.join(separator)])
  const halves = parts.flatMap((part) => [part.slice(0, part.length / 2), part.slice(part.length / 2)])
  const withLengths = [parts.map((part) => `${part.length}:${part}`).join("")]
  const reordered = parts.toReversed()
  const padded = [
    [...parts, ""],
    ["", ...parts],
  ]
  const candidates = [parts, ...joined, halves, withLengths, [JSON.stringify(parts)], ...padded, [], reordered]
  return [...new Map(candidates.map((candidate) => [JSON.stringify(candidate), candidate])).values()]
}

/** The text with one character replaced by a digit that no encoding of bytes treats as equal. */
const altered = (text: string, position: number) => {
  const index = Math.floor(position * (text.length - 1))
  return `${text.slice(0, index)}${text[index] === "0" ? "1" : "0"}${text.slice(index + 1)}`
}

/** Texts that an adapter must not accept in place of this ciphertext or wrapped key. */
const forgeriesOf = (original: string, { position, text }: KeysSample) => [
  "",
  text,
  original.slice(0, -4),
  altered(original.slice(0, -2), position) + original.slice(-2),
]

/** The laws of every adapter of `Keys`. Check each with `checkLaw` on samples of `keysSample`. */
export const keysLaws: ReadonlyArray<Law<Keys, KeysSample>> = [
  keysLaw("mac returns 32 bytes, the same for the same input", function* ({ mac }, { parts, purpose }) {
    const [bytes, again] = [yield* mac(purpose, parts), yield* mac(purpose, parts)]
    return allTrue(bytes instanceof Uint8Array, bytes.length === 32, isSame([...bytes], [...again]))
  }),
  keysLaw("macs for different purposes differ", function* ({ mac }, { otherPurpose, parts, purpose }) {
    const macs = [yield* mac(purpose, parts), yield* mac(otherPurpose, parts)]
    return countDistinct(macs.map((bytes) => [...bytes])) === 2
  }),
  keysLaw("macs of different lists of parts differ", function* ({ mac }, { parts, purpose }) {
    const lists = collisionCandidates(parts)
    const macs = yield* Effect.forEach(lists, (list) => mac(purpose, list))
    return countDistinct(macs.map((bytes) => [...bytes])) === lists.length
  }),
  keysLaw("macs of texts that look alike differ", function* ({ mac }, { parts, purpose }) {
    const texts = ["\u00e9", "e\u0301", "E", "e", " e", "e ", `e${"e".repeat(99)}1`, `e${"e".repeat(99)}2`]
    const macs = yield* Effect.forEach(texts, (text) => mac(purpose, [...parts, text]))
    return countDistinct(macs.map((bytes) => [...bytes])) === texts.length
  }),
  keysLaw("a sealed text opens unchanged", function* ({ newDataKey, open, seal }, { subject, text }) {
    const texts = ["", text, ` ${text}\n`, `e\u0301${text}`]
    const dataKey = yield* newDataKey(subject)
    const sealAndOpen = (plain: string) =>
      Effect.flatMap(seal(dataKey, subject, plain, FIELD), (sealed) => open(dataKey, subject, sealed, FIELD))
    return isSame(yield* Effect.forEach(texts, sealAndOpen), texts)
  }),
  keysLaw("the same text sealed twice gives two ciphertexts", function* ({ newDataKey, seal }, { subject, text }) {
    const dataKey = yield* newDataKey(subject)
    const ciphertexts = [yield* seal(dataKey, subject, text, FIELD), yield* seal(dataKey, subject, text, FIELD)]
    return countDistinct(ciphertexts) === 2
  }),
  keysLaw("a ciphertext does not contain its text", function* ({ newDataKey, seal }, { subject, text }) {
    const sealed = yield* seal(yield* newDataKey(subject), subject, text, FIELD)
    const base64 = Base64.encode(text).replace(/.?.?=*$/u, "")
    return ![text, base64, Hex.encode(text)].some((encoded) => sealed.includes(encoded))
  }),
  keysLaw("opening a ciphertext for another subject is a defect", function* (keys, { otherSubject, subject, text }) {
    const [dataKey, otherKey] = [yield* keys.newDataKey(subject), yield* keys.newDataKey(otherSubject)]
    const sealed = yield* keys.seal(dataKey, subject, text, FIELD)
    const attempts = [keys.open(otherKey, otherSubject, sealed, FIELD), keys.open(dataKey, otherSubject, sealed, FIELD)]
    return (yield* Effect.forEach(attempts, Effect.exit)).every(Exit.hasDies)
  }),
  keysLaw("opening a ciphertext as another field is a defect", function* (keys, { subject, otherSubject, text }) {
    const dataKey = yield* keys.newDataKey(subject)
    const field = `${subject} and a field`
    const sealed = yield* keys.seal(dataKey, subject, text, field)
    const attempts = ["", FIELD, otherSubject, `${field}${field}`].map((other) =>
      keys.open(dataKey, subject, sealed, other),
    )
    // The parts are not joined: a subject that ends with the field of another one is another subject.
    const joined = `${subject}${FIELD}`
    const dataKeyOfJoined = yield* keys.newDataKey(joined)
    const sealedOfJoined = yield* keys.seal(dataKeyOfJoined, joined, text, "")
    attempts.push(keys.open(dataKeyOfJoined, subject, sealedOfJoined, FIELD))
    const exits = yield* Effect.forEach(attempts, Effect.exit)
    return allTrue(exits.every(Exit.hasDies), (yield* keys.open(dataKey, subject, sealed, field)) === text)
  }),
  keysLaw("a data key opens only what was sealed with it", function* (keys, { subject, text }) {
    const [dataKey, otherKey] = [yield* keys.newDataKey(subject), yield* keys.newDataKey(subject)]
    const sealed = yield* keys.seal(dataKey, subject, text, FIELD)
    return Exit.hasDies(yield* Effect.exit(keys.open(otherKey, subject, sealed, FIELD)))
  }),
  keysLaw("using a data key of another subject is a defect", function* (keys, { otherSubject, subject, text }) {
    const dataKey = yield* keys.newDataKey(otherSubject)
    const sealed = yield* keys.seal(dataKey, otherSubject, text, FIELD)
    const exits = [
      yield* Effect.exit(keys.seal(dataKey, subject, text, FIELD)),
      yield* Effect.exit(keys.open(dataKey, subject, sealed, FIELD)),
    ]
    return exits.every(Exit.hasDies)
  }),
  keysLaw("opening an altered ciphertext is a defect", function* ({ newDataKey, open, seal }, sample) {
    const { subject, text } = sample
    const dataKey = yield* newDataKey(subject)
    const sealed = yield* seal(dataKey, subject, text, FIELD)
    const exits = yield* Effect.forEach(forgeriesOf(sealed, sample), (forged) =>
      Effect.exit(open(dataKey, subject, forged, FIELD)),
    )
    return exits.every(Exit.hasDies)
  }),
  keysLaw("using an altered data key is a defect", function* ({ newDataKey, open, seal }, sample) {
    const { subject, text } = sample
    const dataKey = yield* newDataKey(subject)
    const sealed = yield* seal(dataKey, subject, text, FIELD)
    const exits = yield* Effect.forEach(forgeriesOf(Redacted.value(dataKey), sample), (forged) =>
      Effect.exit(open(Redacted.make(forged), subject, sealed, FIELD)),
    )
    return exits.every(Exit.hasDies)
  }),
  keysLaw("a defect does not quote a text, a ciphertext or a key", function* (keys, { otherSubject, subject, text }) {
    const canary = `${text} canary`
    const dataKey = yield* keys.newDataKey(subject)
    const sealed = yield* keys.seal(dataKey, subject, canary, FIELD)
    const exits = [
      yield* Effect.exit(keys.open(dataKey, otherSubject, sealed, FIELD)),
      yield* Effect.exit(keys.open(dataKey, subject, canary, FIELD)),
      yield* Effect.exit(keys.open(Redacted.make(canary), subject, sealed, FIELD)),
    ]
    return !exits.some((exit) => reveals(exit, [sealed, canary, Redacted.value(dataKey)]))
  }),
  keysLaw("the first accepted key is active: mac uses it by default", function* (keys, { parts, purpose }) {
    const accepted = yield* keys.accepted
    const [byDefault, byName] = [yield* keys.mac(purpose, parts), yield* keys.mac(purpose, parts, accepted[0])]
    return allTrue(accepted.length > 0, new Set(accepted).size === accepted.length, isSame([...byDefault], [...byName]))
  }),
  keysLaw("a mac under a key that is not accepted is a defect", function* ({ accepted, mac }, { parts, purpose }) {
    const unknown = (yield* accepted).join("").slice(0, 30).concat("-")
    return Exit.hasDies(yield* Effect.exit(mac(purpose, parts, unknown)))
  }),
  keysLaw("rewrap returns null if the active key already wraps the data key", function* (keys, { subject }) {
    return (yield* keys.rewrap(yield* keys.newDataKey(subject), subject)) === null
  }),
]

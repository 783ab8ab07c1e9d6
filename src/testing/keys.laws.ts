import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Base64 from "effect/encoding/Base64"
import * as Hex from "effect/encoding/Hex"
import * as Redacted from "effect/Redacted"
import { Keys } from "../ports/keys.ts"
import type { KeysSample } from "./keys.arbitrary.ts"
import { all, type Law, same, shows } from "./port.laws.ts"

const law = (
  name: string,
  kept: (keys: Keys["Service"], sample: KeysSample) => Effect.fn.Return<boolean, unknown>,
): Law<Keys, KeysSample> => ({
  name,
  kept: (sample) => Effect.flatMap(Keys, (keys) => Effect.gen(() => kept(keys, sample))),
})

const countDistinct = (values: ReadonlyArray<unknown>) => new Set(values.map((value) => JSON.stringify(value))).size

/** Other rows of parts that a careless way of joining them takes for the same. */
const lookAlikes = (parts: ReadonlyArray<string>): ReadonlyArray<ReadonlyArray<string>> => {
  const joined = ["", ",", "|", "/", ":", " ", "\n", "\0", "\u001f", '","'].map((separator) => [parts.join(separator)])
  const cut = parts.flatMap((part) => [part.slice(0, part.length / 2), part.slice(part.length / 2)])
  const lengths = [parts.map((part) => `${part.length}:${part}`).join("")]
  const all = [parts, ...joined, cut, lengths, [JSON.stringify(parts)], [...parts, ""], ["", ...parts], []]
  return [...new Map([...all, parts.toReversed()].map((one) => [JSON.stringify(one), one])).values()]
}

/** The text with one character changed: to a digit, which no way of writing bytes takes for the one it replaces. */
const altered = (text: string, at: number) => {
  const index = Math.floor(at * (text.length - 1))
  return `${text.slice(0, index)}${text[index] === "0" ? "1" : "0"}${text.slice(index + 1)}`
}

/** What the service with the keys promises. */
export const keysLaws: ReadonlyArray<Law<Keys, KeysSample>> = [
  law("a mac is 32 bytes, the same each time", function* ({ mac }, { parts, purpose }) {
    const [one, two] = [yield* mac(purpose, parts), yield* mac(purpose, parts)]
    return all(one instanceof Uint8Array, one.length === 32, same([...one], [...two]))
  }),
  law("macs for two purposes have nothing in common", function* ({ mac }, { otherPurpose, parts, purpose }) {
    const macs = [yield* mac(purpose, parts), yield* mac(otherPurpose, parts)]
    return countDistinct(macs.map((bytes) => [...bytes])) === 2
  }),
  law("parts cannot be shifted into one another", function* ({ mac }, { parts, purpose }) {
    const rows = lookAlikes(parts)
    const macs = yield* Effect.forEach(rows, (row) => mac(purpose, row))
    return countDistinct(macs.map((bytes) => [...bytes])) === rows.length
  }),
  law("texts that look alike have macs of their own", function* ({ mac }, { parts, purpose }) {
    const texts = ["\u00e9", "e\u0301", "E", "e", " e", "e ", `e${"e".repeat(99)}1`, `e${"e".repeat(99)}2`]
    const macs = yield* Effect.forEach(texts, (text) => mac(purpose, [...parts, text]))
    return countDistinct(macs.map((bytes) => [...bytes])) === texts.length
  }),
  law("what was sealed is opened word for word", function* ({ newDataKey, open, seal }, { subject, text }) {
    const texts = ["", text, ` ${text}\n`, `e\u0301${text}`]
    const dataKey = yield* newDataKey(subject)
    const reopened = (one: string) => Effect.flatMap(seal(dataKey, subject, one), (it) => open(dataKey, subject, it))
    return same(yield* Effect.forEach(texts, reopened), texts)
  }),
  law("the same text sealed twice gives two ciphertexts", function* ({ newDataKey, seal }, { subject, text }) {
    const dataKey = yield* newDataKey(subject)
    const [one, two] = [yield* seal(dataKey, subject, text), yield* seal(dataKey, subject, text)]
    return one !== two
  }),
  law("a ciphertext shows nothing of its text", function* ({ newDataKey, seal }, { subject, text }) {
    const sealed = yield* seal(yield* newDataKey(subject), subject, text)
    const bytes = Base64.encode(text).replace(/.?.?=*$/u, "")
    return ![text, bytes, Hex.encode(text)].some((shown) => sealed.includes(shown))
  }),
  law("what was sealed for somebody else is a defect", function* (keys, { otherSubject, subject, text }) {
    const [dataKey, other] = [yield* keys.newDataKey(subject), yield* keys.newDataKey(otherSubject)]
    const sealed = yield* keys.seal(dataKey, subject, text)
    const tries = [keys.open(other, otherSubject, sealed), keys.open(dataKey, otherSubject, sealed)]
    return (yield* Effect.forEach(tries, Effect.exit)).every(Exit.hasDies)
  }),
  law("a data key opens what was sealed under it, and nothing else", function* (keys, { subject, text }) {
    const [one, other] = [yield* keys.newDataKey(subject), yield* keys.newDataKey(subject)]
    const sealed = yield* keys.seal(one, subject, text)
    return Exit.hasDies(yield* Effect.exit(keys.open(other, subject, sealed)))
  }),
  law("a data key of somebody else is a defect", function* (keys, { otherSubject, subject, text }) {
    const dataKey = yield* keys.newDataKey(otherSubject)
    const sealed = yield* keys.seal(dataKey, otherSubject, text)
    const tries = [keys.seal(dataKey, subject, text), keys.open(dataKey, subject, sealed)]
    return (yield* Effect.forEach(tries, (one) => Effect.exit<string, unknown, never>(one))).every(Exit.hasDies)
  }),
  law("an altered ciphertext is a defect", function* ({ newDataKey, open, seal }, { at, subject, text }) {
    const dataKey = yield* newDataKey(subject)
    const sealed = yield* seal(dataKey, subject, text)
    const forged = ["", text, sealed.slice(0, -4), altered(sealed.slice(0, -2), at) + sealed.slice(-2)]
    const exits = yield* Effect.forEach(forged, (one) => Effect.exit(open(dataKey, subject, one)))
    return exits.every(Exit.hasDies)
  }),
  law("an altered data key is a defect", function* ({ newDataKey, open, seal }, { at, subject, text }) {
    const dataKey = yield* newDataKey(subject)
    const sealed = yield* seal(dataKey, subject, text)
    const wrapped = Redacted.value(dataKey)
    const forged = ["", text, wrapped.slice(0, -4), altered(wrapped.slice(0, -2), at) + wrapped.slice(-2)]
    const exits = yield* Effect.forEach(forged, (one) => Effect.exit(open(Redacted.make(one), subject, sealed)))
    return exits.every(Exit.hasDies)
  }),
  law("a defect quotes nothing", function* (keys, { otherSubject, subject, text }) {
    const canary = `${text} canary`
    const dataKey = yield* keys.newDataKey(subject)
    const sealed = yield* keys.seal(dataKey, subject, canary)
    const exits = [
      yield* Effect.exit(keys.open(dataKey, otherSubject, sealed)),
      yield* Effect.exit(keys.open(dataKey, subject, canary)),
      yield* Effect.exit(keys.open(Redacted.make(canary), subject, sealed)),
    ]
    return !exits.some((exit) => shows(exit, [sealed, canary, Redacted.value(dataKey)]))
  }),
  law("the active key is the first accepted one, and the one a mac is made of", function* (keys, { parts, purpose }) {
    const ring = yield* keys.accepted
    const [mac, named] = [yield* keys.mac(purpose, parts), yield* keys.mac(purpose, parts, ring[0])]
    return all(ring.length > 0, new Set(ring).size === ring.length, same([...mac], [...named]))
  }),
  law("a mac under a key that is not accepted is a defect", function* ({ accepted, mac }, { parts, purpose }) {
    const unknown = (yield* accepted).join("").slice(0, 30).concat("-")
    return Exit.hasDies(yield* Effect.exit(mac(purpose, parts, unknown)))
  }),
  law("a data key wrapped under the active key need not be wrapped again", function* ({ newDataKey, rewrap }, sample) {
    return (yield* rewrap(yield* newDataKey(sample.subject), sample.subject)) === null
  }),
]

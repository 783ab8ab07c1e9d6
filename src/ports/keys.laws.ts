import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Base64 from "effect/encoding/Base64"
import * as Hex from "effect/encoding/Hex"
import type { KeysSample } from "./keys.arbitrary.ts"
import { Keys } from "./keys.ts"
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
  law("what was sealed is opened word for word", function* ({ open, seal }, { subject, text }) {
    const texts = ["", text, ` ${text}\n`, `e\u0301${text}`]
    const opened = yield* Effect.forEach(texts, (one) => Effect.flatMap(seal(subject, one), (it) => open(subject, it)))
    return same(opened, texts)
  }),
  law("the same text sealed twice gives two ciphertexts", function* ({ seal }, { subject, text }) {
    const [one, two] = [yield* seal(subject, text), yield* seal(subject, text)]
    return one !== two
  }),
  law("a ciphertext shows nothing of its text", function* ({ seal }, { subject, text }) {
    const sealed = yield* seal(subject, text)
    const bytes = Base64.encode(text).replace(/.?.?=*$/u, "")
    return ![text, bytes, Hex.encode(text)].some((shown) => sealed.includes(shown))
  }),
  law("what was sealed for somebody else is a defect", function* ({ open, seal }, { otherSubject, subject, text }) {
    const sealed = yield* seal(subject, text)
    return Exit.hasDies(yield* Effect.exit(open(otherSubject, sealed)))
  }),
  law("an altered ciphertext is a defect", function* ({ open, seal }, { at, subject, text }) {
    const sealed = yield* seal(subject, text)
    const forged = ["", text, sealed.slice(0, -4), altered(sealed.slice(0, -2), at) + sealed.slice(-2)]
    const exits = yield* Effect.forEach(forged, (one) => Effect.exit(open(subject, one)))
    return exits.every(Exit.hasDies)
  }),
  law("a defect quotes nothing", function* ({ open, seal }, { otherSubject, subject, text }) {
    const canary = `${text} canary`
    const sealed = yield* seal(subject, canary)
    const [foreign, forged] = [
      yield* Effect.exit(open(otherSubject, sealed)),
      yield* Effect.exit(open(subject, canary)),
    ]
    return ![foreign, forged].some((exit) => shows(exit, [sealed, canary]))
  }),
]

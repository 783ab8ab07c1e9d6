import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import { PasswordHasher } from "../ports/password-hasher.ts"
import type { PasswordSample } from "./password-hasher.arbitrary.ts"
import { all, type Law, shows } from "./port.laws.ts"

const law = (
  name: string,
  kept: (hasher: PasswordHasher["Service"], sample: PasswordSample) => Effect.fn.Return<boolean, unknown>,
): Law<PasswordHasher, PasswordSample> => ({
  name,
  kept: (sample) => Effect.flatMap(PasswordHasher, (hasher) => Effect.gen(() => kept(hasher, sample))),
})

/** https://github.com/P-H-C/phc-string-format: name, version, parameters, salt, hash. */
const PHC = /^\$[a-z0-9-]{1,32}(\$v=\d+)?(\$[a-z0-9-]{1,32}=[\w/+.-]+(,[a-z0-9-]{1,32}=[\w/+.-]+)*)?(\$[\w/+.-]+){2}$/u

/** Longer than bcrypt looks (72 bytes), with what a string in C ends on, and what a hasher might fold. */
const nearMisses = (password: string) => [
  `${password}\0a`,
  `${password} `,
  ` ${password}`,
  `${password.slice(0, -1)}`,
  "",
]

/** What a hasher promises, when it is not busy. */
export const passwordHasherLaws: ReadonlyArray<Law<PasswordHasher, PasswordSample>> = [
  law("the password that was hashed is verified", function* ({ hash, verify }, { password }) {
    return yield* verify(Redacted.make(password), yield* hash(Redacted.make(password)))
  }),
  law("another password is not", function* ({ hash, verify }, { other, password }) {
    const made = yield* hash(Redacted.make(password))
    const answers = yield* Effect.forEach([other, ...nearMisses(password)], (one) => verify(Redacted.make(one), made))
    return answers.every((answer) => answer === false)
  }),
  law("every character counts, however long the password", function* ({ hash, verify }, { password }) {
    const long = `${password}${"\u{1f600}".repeat(24)}`
    const [upper, lower] = [`${long}A`, `${long}a`]
    const made = yield* hash(Redacted.make(upper))
    return all(yield* verify(Redacted.make(upper), made), !(yield* verify(Redacted.make(lower), made)))
  }),
  law("letters of every script count, and accents do", function* ({ hash, verify }, { password }) {
    // U+20AC and U+00AC end in the same byte; U+20AC and U+0416 are both "?" where a script is unknown.
    const lookAlikes = [
      ["\u20ac", "\u00ac"],
      ["\u20ac", "\u0416"],
      ["\u00e9", "e"],
    ] as const
    const answers = yield* Effect.forEach(lookAlikes, ([one, other]) =>
      Effect.flatMap(hash(Redacted.make(`${password}${one}`)), (made) =>
        verify(Redacted.make(`${password}${other}`), made),
      ),
    )
    return answers.every((answer) => answer === false)
  }),
  law("nothing is verified without a hash", function* ({ verify }, { password }) {
    const answers = yield* Effect.forEach([password, ""], (one) => verify(Redacted.make(one), null))
    return answers.every((answer) => answer === false)
  }),
  law("the same password hashed twice gives two hashes", function* ({ hash, verify }, { password }) {
    const one = yield* hash(Redacted.make(password))
    const two = yield* hash(Redacted.make(password))
    return all(Redacted.value(one) !== Redacted.value(two), yield* verify(Redacted.make(password), one))
  }),
  law("a hash is a PHC string that does not show the password", function* ({ hash }, { password }) {
    const made = Redacted.value(yield* hash(Redacted.make(password)))
    return all(PHC.test(made), !made.includes(password))
  }),
  law("a hash made today is not outdated", function* ({ hash, isOutdated }, { password }) {
    return isOutdated(yield* hash(Redacted.make(password))) === false
  }),
  law("a spoilt hash verifies nothing, and is not quoted", function* ({ hash, verify }, sample) {
    const password = `${sample.password} canary`
    const made = Redacted.value(yield* hash(Redacted.make(password)))
    const spoilt = [made.slice(0, -4), made.slice(0, made.lastIndexOf("$") + 1), "", password]
    const exits = yield* Effect.forEach(spoilt, (one) =>
      Effect.exit(verify(Redacted.make(password), Redacted.make(one))),
    )
    return exits.every((exit) => !(Exit.isSuccess(exit) && exit.value) && !shows(exit, [password, made.slice(0, -4)]))
  }),
]

import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import { PasswordHasher } from "../../ports/password-hasher.ts"
import type { PasswordHasherSample } from "../generators/password-hasher.ts"
import { allTrue, reveals } from "./compare.ts"
import type { Law } from "./law.ts"

const hasherLaw = (
  name: string,
  holds: (hasher: PasswordHasher["Service"], sample: PasswordHasherSample) => Effect.fn.Return<boolean, unknown>,
): Law<PasswordHasher, PasswordHasherSample> => ({
  name,
  holds: (sample) => Effect.flatMap(PasswordHasher, (hasher) => Effect.gen(() => holds(hasher, sample))),
})

/** https://github.com/P-H-C/phc-string-format: name, version, parameters, salt, hash. */
const PHC = /^\$[a-z0-9-]{1,32}(\$v=\d+)?(\$[a-z0-9-]{1,32}=[\w/+.-]+(,[a-z0-9-]{1,32}=[\w/+.-]+)*)?(\$[\w/+.-]+){2}$/u

/** What a hasher could confuse with the password: a C string ends at a NUL, and some hashers trim. */
const nearMissesOf = (password: string) => [
  `${password}\0a`,
  `${password} `,
  ` ${password}`,
  `${password.slice(0, -1)}`,
  "",
]

/**
 * The laws of every adapter of `PasswordHasher`, while it is not busy. Check each with `checkLaw` on samples of
 * `passwordHasherSample`. A real hasher is slow by design: use a small `numRuns`.
 */
export const passwordHasherLaws: ReadonlyArray<Law<PasswordHasher, PasswordHasherSample>> = [
  hasherLaw("verify accepts the password that was hashed", function* ({ hash, verify }, { password }) {
    return yield* verify(Redacted.make(password), yield* hash(Redacted.make(password)))
  }),
  hasherLaw("verify refuses another password", function* ({ hash, verify }, { otherPassword, password }) {
    const made = yield* hash(Redacted.make(password))
    const answers = yield* Effect.forEach([otherPassword, ...nearMissesOf(password)], (wrong) =>
      verify(Redacted.make(wrong), made),
    )
    return answers.every((answer) => answer === false)
  }),
  hasherLaw("every character counts, however long the password", function* ({ hash, verify }, { password }) {
    // Longer than the 72 bytes that bcrypt reads.
    const long = `${password}${"\u{1f600}".repeat(24)}`
    const [upper, lower] = [`${long}A`, `${long}a`]
    const made = yield* hash(Redacted.make(upper))
    return allTrue(yield* verify(Redacted.make(upper), made), !(yield* verify(Redacted.make(lower), made)))
  }),
  hasherLaw("letters of every script and their accents count", function* ({ hash, verify }, { password }) {
    // U+20AC and U+00AC end in the same byte. A hasher without Unicode reads U+20AC and U+0416 as "?".
    const lookAlikes = [
      ["\u20ac", "\u00ac"],
      ["\u20ac", "\u0416"],
      ["\u00e9", "e"],
    ] as const
    const answers = yield* Effect.forEach(lookAlikes, ([hashed, verified]) =>
      Effect.flatMap(hash(Redacted.make(`${password}${hashed}`)), (made) =>
        verify(Redacted.make(`${password}${verified}`), made),
      ),
    )
    return answers.every((answer) => answer === false)
  }),
  hasherLaw("verify refuses every password if there is no hash", function* ({ verify }, { password }) {
    const answers = yield* Effect.forEach([password, ""], (text) => verify(Redacted.make(text), null))
    return answers.every((answer) => answer === false)
  }),
  hasherLaw("the same password hashed twice gives two hashes", function* ({ hash, verify }, { password }) {
    const first = yield* hash(Redacted.make(password))
    const second = yield* hash(Redacted.make(password))
    return allTrue(Redacted.value(first) !== Redacted.value(second), yield* verify(Redacted.make(password), first))
  }),
  hasherLaw("a hash is a PHC string that does not contain the password", function* ({ hash }, { password }) {
    const made = Redacted.value(yield* hash(Redacted.make(password)))
    return allTrue(PHC.test(made), !made.includes(password))
  }),
  hasherLaw(
    "work with a place verifies like work without one, and keeps its answer and its failure",
    function* ({ hash, verify, withPlace }, { otherPassword, password }) {
      const made = yield* withPlace(hash(Redacted.make(password)))
      const both = Effect.all([verify(Redacted.make(password), made), verify(Redacted.make(otherPassword), made)])
      const [right, wrong] = yield* withPlace(both)
      const failure = yield* Effect.exit(withPlace(Effect.fail("refused")))
      return allTrue(right, !wrong, Exit.hasFails(failure))
    },
  ),
  hasherLaw("a place is given back, however the work ends", function* ({ verify, withPlace }, { password }) {
    yield* withPlace(Effect.void)
    yield* withPlace(verify(Redacted.make(password), null))
    yield* Effect.exit(withPlace(Effect.fail("refused")))
    yield* Effect.exit(withPlace(Effect.die("broken")))
    return Exit.isSuccess(yield* Effect.exit(withPlace(verify(Redacted.make(password), null))))
  }),
  hasherLaw("a new hash is not outdated", function* ({ hash, isOutdated }, { password }) {
    return isOutdated(yield* hash(Redacted.make(password))) === false
  }),
  hasherLaw("a damaged hash verifies no password, and no error quotes it", function* ({ hash, verify }, sample) {
    const password = `${sample.password} canary`
    const made = Redacted.value(yield* hash(Redacted.make(password)))
    const damaged = [made.slice(0, -4), made.slice(0, made.lastIndexOf("$") + 1), "", password]
    const exits = yield* Effect.forEach(damaged, (text) =>
      Effect.exit(verify(Redacted.make(password), Redacted.make(text))),
    )
    return exits.every((exit) => !(Exit.isSuccess(exit) && exit.value) && !reveals(exit, [password, made.slice(0, -4)]))
  }),
]

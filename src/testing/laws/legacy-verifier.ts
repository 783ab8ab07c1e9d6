import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { type LegacyAnswer, LegacyVerifier } from "../../ports/legacy-verifier.ts"
import type { LegacyVerifierSample } from "../generators/legacy-verifier.ts"
import { allTrue, isSame } from "./compare.ts"
import type { Law } from "./law.ts"

type Verify = (nir: LegacyVerifierSample["nir"], password: string) => Effect.Effect<LegacyAnswer, unknown>

const legacyLaw = (
  name: string,
  holds: (verify: Verify, sample: LegacyVerifierSample) => Effect.fn.Return<boolean, unknown>,
): Law<LegacyVerifier, LegacyVerifierSample> => ({
  name,
  holds: (sample) =>
    Effect.flatMap(LegacyVerifier, ({ verify }) =>
      Effect.gen(() => holds((nir, password) => verify(nir, Redacted.make(password)), sample)),
    ),
})

const DIFFERS: LegacyAnswer = { _tag: "Differs" }

/**
 * The laws of every adapter of `LegacyVerifier`. Check each with `checkLaw` on samples of `legacyVerifierSample`.
 *
 * The legacy system must be available and hold the sample's `nir`, `password` and `file`: use `withSetUp`.
 */
export const legacyVerifierLaws: ReadonlyArray<Law<LegacyVerifier, LegacyVerifierSample>> = [
  legacyLaw("a NIR and its password match and return the file", function* (verify, { file, nir, password }) {
    return isSame(yield* verify(nir, password), { _tag: "Matches", file })
  }),
  legacyLaw("a wrong password and an unknown NIR return the same answer", function* (verify, sample) {
    const wrong = yield* verify(sample.nir, sample.wrongPassword)
    const unknown = yield* verify(sample.unknownNir, sample.password)
    return allTrue(isSame(wrong, DIFFERS), isSame(unknown, DIFFERS))
  }),
  {
    name: "a decoy differs, before and after the right password",
    holds: ({ file, nir, password }) =>
      Effect.gen(function* () {
        const { verify, verifyDecoy } = yield* LegacyVerifier
        const before = yield* verifyDecoy
        const right = yield* verify(nir, Redacted.make(password))
        const after = yield* verifyDecoy
        return allTrue(isSame(before, DIFFERS), isSame(right, { _tag: "Matches", file }), isSame(after, DIFFERS))
      }),
  },
  legacyLaw("a password that resembles the right password differs", function* (verify, { nir, password }) {
    const fullWidth = password.replace(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)))
    const nearMisses = [
      "",
      ` ${password}`,
      `${password}\n`,
      `${password}\0`,
      password.slice(0, 7),
      fullWidth,
      `0${password}`,
      "9".repeat(1_000_000),
    ]
    const answers = yield* Effect.forEach(nearMisses, (nearMiss) => verify(nir, nearMiss))
    return answers.every((answer) => isSame(answer, DIFFERS))
  }),
]

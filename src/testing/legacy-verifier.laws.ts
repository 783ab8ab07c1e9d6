import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { type LegacyAnswer, LegacyVerifier } from "../ports/legacy-verifier.ts"
import type { LegacySample } from "./legacy-verifier.arbitrary.ts"
import { all, type Law, same } from "./port.laws.ts"

type Ask = (nir: LegacySample["nir"], password: string) => Effect.Effect<LegacyAnswer, unknown>

const law = (
  name: string,
  kept: (ask: Ask, sample: LegacySample) => Effect.fn.Return<boolean, unknown>,
): Law<LegacyVerifier, LegacySample> => ({
  name,
  kept: (sample) =>
    Effect.flatMap(LegacyVerifier, ({ verify }) =>
      Effect.gen(() => kept((nir, password) => verify(nir, Redacted.make(password)), sample)),
    ),
})

const DIFFERS: LegacyAnswer = { _tag: "Differs" }

/** What the legacy system promises, when it is not down and holds the sample's `nir`, `password` and `file`. */
export const legacyVerifierLaws: ReadonlyArray<Law<LegacyVerifier, LegacySample>> = [
  law("the holder's number and password open the file", function* (ask, { file, nir, password }) {
    return same(yield* ask(nir, password), { _tag: "Matches", file })
  }),
  law("a wrong password and an unknown number get one answer", function* (ask, { nir, password, stranger, wrong }) {
    const [one, other] = [yield* ask(nir, wrong), yield* ask(stranger, password)]
    return all(same(one, DIFFERS), same(other, DIFFERS))
  }),
  law("a password that only resembles the right one differs", function* (ask, { nir, password }) {
    const fullWidth = password.replace(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)))
    const resembling = ["", ` ${password}`, `${password}\n`, `${password}\0`, password.slice(0, 7), fullWidth]
    const answers = yield* Effect.forEach([...resembling, `0${password}`, "9".repeat(1_000_000)], (one) =>
      ask(nir, one),
    )
    return answers.every((answer) => same(answer, DIFFERS))
  }),
]

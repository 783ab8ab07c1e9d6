import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { memoryLegacy } from "../../adapters/memory/index.ts"
import { findOut } from "../../test/faulty-adapters/fault.ts"
import { type LegacyAnswer, LegacyVerifier } from "../ports/legacy-verifier.ts"
import { type LegacySample, legacySample } from "./legacy-verifier.arbitrary.ts"
import { legacyVerifierLaws } from "./legacy-verifier.laws.ts"
import type { Law } from "./port.laws.ts"

const legacy = memoryLegacy()

/** The laws over one legacy system, which is told of each sample before. */
const laws: ReadonlyArray<Law<LegacyVerifier, LegacySample>> = legacyVerifierLaws.map(({ kept, name }) => ({
  name,
  kept: (sample) =>
    Effect.andThen(
      Effect.sync(() => legacy.enrol(sample)),
      kept(sample),
    ),
}))

const changed = (secret: Redacted.Redacted<string>, change: (text: string) => string) =>
  Redacted.make(change(Redacted.value(secret)))

type Service = LegacyVerifier["Service"]

const { verify } = legacy.service

const answering = (change: (answer: LegacyAnswer) => LegacyAnswer | object) => (): Service => ({
  verify: (nir, password) => Effect.map(verify(nir, password), (answer) => change(answer) as LegacyAnswer),
})

const reading = (read: (password: string) => string) => (): Service => ({
  verify: (nir, password) => verify(nir, changed(password, read)),
})

const MATCHES = "the holder's number and password open the file"
const RESEMBLES = "a password that only resembles the right one differs"
const ONE_ANSWER = "a wrong password and an unknown number get one answer"

findOut(LegacyVerifier, laws, legacySample, [
  { fault: "knows nobody", breaks: MATCHES, make: answering(() => ({ _tag: "Differs" })) },
  { fault: "names another file", breaks: MATCHES, make: answering((answer) => ({ ...answer, file: "other" })) },
  { fault: "takes any password", breaks: ONE_ANSWER, make: answering(() => ({ _tag: "Matches", file: "f" })) },
  {
    fault: "tells an unknown number from a wrong password",
    breaks: ONE_ANSWER,
    make: () => ({
      verify: (nir, password) =>
        Effect.map(verify(nir, password), (answer) =>
          answer._tag === "Differs" && nir.reveal().startsWith("2") ? { ...answer, unknown: true } : answer,
        ),
    }),
  },
  { fault: "trims", breaks: RESEMBLES, make: reading((password) => password.trim()) },
  { fault: "stops at a NUL", breaks: RESEMBLES, make: reading((password) => password.split("\0")[0] ?? "") },
  { fault: "takes digits of any script", breaks: RESEMBLES, make: reading((password) => password.normalize("NFKC")) },
  { fault: "reads the last eight digits", breaks: RESEMBLES, make: reading((password) => password.slice(-8)) },
])

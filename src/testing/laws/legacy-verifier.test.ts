import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { memoryLegacy } from "../../../adapters/memory/index.ts"
import { testLawsFindFaults } from "../../../test/faulty-adapters/faulty-adapter.ts"
import { type LegacyAnswer, LegacyVerifier } from "../../ports/legacy-verifier.ts"
import { legacyVerifierSample } from "../generators/legacy-verifier.ts"
import { withSetUp } from "./law.ts"
import { legacyVerifierLaws } from "./legacy-verifier.ts"

const legacy = memoryLegacy()

/** The laws over one legacy system, which enrols each sample first. */
const laws = legacyVerifierLaws.map((law) => withSetUp(law, (sample) => Effect.sync(() => legacy.enrol(sample))))

const changed = (secret: Redacted.Redacted<string>, change: (text: string) => string) =>
  Redacted.make(change(Redacted.value(secret)))

type Service = LegacyVerifier["Service"]

const { verify, verifyDecoy } = legacy.service

const changingAnswer = (change: (answer: LegacyAnswer) => LegacyAnswer | object) => (): Service => ({
  verifyDecoy,
  verify: (nir, password) => Effect.map(verify(nir, password), (answer) => change(answer) as LegacyAnswer),
})

const changingPassword = (change: (password: string) => string) => (): Service => ({
  verifyDecoy,
  verify: (nir, password) => verify(nir, changed(password, change)),
})

const MATCHES = "a NIR and its password match and return the file"
const RESEMBLES = "a password that resembles the right password differs"
const DECOY = "a decoy differs, before and after the right password"
const SAME_ANSWER = "a wrong password and an unknown NIR return the same answer"

testLawsFindFaults(LegacyVerifier, laws, legacyVerifierSample, [
  { fault: "knows no account", brokenLaw: MATCHES, make: changingAnswer(() => ({ _tag: "Differs" })) },
  {
    fault: "returns another file",
    brokenLaw: MATCHES,
    make: changingAnswer((answer) => ({ ...answer, file: "other" })),
  },
  {
    fault: "accepts any password",
    brokenLaw: SAME_ANSWER,
    make: changingAnswer(() => ({ _tag: "Matches", file: "f" })),
  },
  {
    fault: "distinguishes an unknown NIR from a wrong password",
    brokenLaw: SAME_ANSWER,
    make: () => ({
      verifyDecoy,
      verify: (nir, password) =>
        Effect.map(verify(nir, password), (answer) =>
          answer._tag === "Differs" && nir.reveal().startsWith("2") ? { ...answer, unknown: true } : answer,
        ),
    }),
  },
  {
    fault: "matches a decoy",
    brokenLaw: DECOY,
    make: () => ({ verify, verifyDecoy: Effect.succeed<LegacyAnswer>({ _tag: "Matches", file: "f" }) }),
  },
  {
    fault: "repeats the last answer for a decoy",
    brokenLaw: DECOY,
    make: () => {
      let last: LegacyAnswer = { _tag: "Differs" }
      return {
        verify: (nir, password) =>
          Effect.tap(verify(nir, password), (answer) => {
            last = answer
            return Effect.void
          }),
        verifyDecoy: Effect.sync(() => last),
      }
    },
  },
  { fault: "trims the password", brokenLaw: RESEMBLES, make: changingPassword((password) => password.trim()) },
  {
    fault: "stops reading the password at a NUL",
    brokenLaw: RESEMBLES,
    make: changingPassword((password) => password.split("\0")[0] ?? ""),
  },
  {
    fault: "accepts digits of any script",
    brokenLaw: RESEMBLES,
    make: changingPassword((password) => password.normalize("NFKC")),
  },
  {
    fault: "reads only the last eight digits",
    brokenLaw: RESEMBLES,
    make: changingPassword((password) => password.slice(-8)),
  },
])

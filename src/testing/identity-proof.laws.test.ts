import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { memoryIdentities } from "../../adapters/memory/index.ts"
import { findOut } from "../../test/faulty-adapters/fault.ts"
import { type ClaimedIdentity, type IdentityAnswer, IdentityProof } from "../ports/identity-proof.ts"
import { type IdentitySample, identitySample } from "./identity-proof.arbitrary.ts"
import { identityProofLaws } from "./identity-proof.laws.ts"
import type { Law } from "./port.laws.ts"

const records = memoryIdentities()

/** The laws over one set of records, which is told of each sample before. */
const laws: ReadonlyArray<Law<IdentityProof, IdentitySample>> = identityProofLaws.map(({ kept, name }) => ({
  name,
  kept: (sample) =>
    Effect.andThen(
      Effect.sync(() => records.enrol(sample)),
      kept(sample),
    ),
}))

const { prove } = records.service

const answering = (change: (answer: IdentityAnswer, claimed: ClaimedIdentity) => object) => () => ({
  prove: (claimed: ClaimedIdentity) =>
    Effect.map(prove(claimed), (answer) => change(answer, claimed) as IdentityAnswer),
})

const reading = (read: (claimed: ClaimedIdentity) => ClaimedIdentity) => () => ({
  prove: (claimed: ClaimedIdentity) => prove(read(claimed)),
})

const PROVES = "the number, the name and the date of one person prove them"
const ONE_ANSWER = "whichever of the three is wrong, the answer is the same"
const SPELLINGS = "how a name is written does not matter: capitals, accents, hyphens, apostrophes, blanks"
const NO_TEXT = "text that is no name, or no date, differs"

findOut(IdentityProof, laws, identitySample, [
  { fault: "knows nobody", breaks: PROVES, make: answering(() => ({ _tag: "Differs" })) },
  { fault: "proves anybody", breaks: ONE_ANSWER, make: answering(() => ({ _tag: "Proved" })) },
  {
    fault: "says which of the three is wrong",
    breaks: ONE_ANSWER,
    make: answering((answer) => (answer._tag === "Differs" ? { ...answer, field: "birthName" } : answer)),
  },
  {
    fault: "compares names to the letter",
    breaks: SPELLINGS,
    make: answering((answer, { birthName }) =>
      Redacted.value(birthName) === Redacted.value(birthName).toUpperCase().trim() ? answer : { _tag: "Differs" },
    ),
  },
  {
    fault: "trims dates",
    breaks: NO_TEXT,
    make: reading((claimed) => ({
      ...claimed,
      birthDate: Redacted.make(Redacted.value(claimed.birthDate).trim()),
    })),
  },
])

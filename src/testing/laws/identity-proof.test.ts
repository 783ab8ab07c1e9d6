import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { memoryIdentities } from "../../../adapters/memory/index.ts"
import { testLawsFindFaults } from "../../../test/faulty-adapters/faulty-adapter.ts"
import { type ClaimedIdentity, type IdentityAnswer, IdentityProof } from "../../ports/identity-proof.ts"
import { identityProofSample } from "../generators/identity-proof.ts"
import { identityProofLaws } from "./identity-proof.ts"
import { withSetUp } from "./law.ts"

const records = memoryIdentities()

/** The laws over one set of records, which enrols each sample first. */
const laws = identityProofLaws.map((law) => withSetUp(law, (sample) => Effect.sync(() => records.enrol(sample))))

const { prove, proveDecoy } = records.service

const changingAnswer = (change: (answer: IdentityAnswer, claimed: ClaimedIdentity) => object) => () => ({
  proveDecoy,
  prove: (claimed: ClaimedIdentity) =>
    Effect.map(prove(claimed), (answer) => change(answer, claimed) as IdentityAnswer),
})

const changingClaim = (change: (claimed: ClaimedIdentity) => ClaimedIdentity) => () => ({
  proveDecoy,
  prove: (claimed: ClaimedIdentity) => prove(change(claimed)),
})

const PROVES = "the NIR, birth name and birth date of one person prove the identity"
const KNOWLEDGE = "facts, and evidence of an unknown kind, prove no more than knowledge"
const SAME_ANSWER = "a wrong NIR, birth name or birth date returns the same answer"
const DECOY = "a decoy differs, before and after a right claim"
const SPELLINGS = "capitals, accents, ligatures, hyphens, apostrophes and blanks do not change a name"
const MALFORMED = "a text that is not a name, a date or a NIR differs"

const KNOWN: IdentityAnswer = { _tag: "Proved", strength: "Knowledge" }

testLawsFindFaults(IdentityProof, laws, identityProofSample, [
  { fault: "knows no person", brokenLaw: PROVES, make: changingAnswer(() => ({ _tag: "Differs" })) },
  { fault: "proves every claim", brokenLaw: SAME_ANSWER, make: changingAnswer(() => KNOWN) },
  {
    fault: "says that facts are a document",
    brokenLaw: KNOWLEDGE,
    make: changingAnswer((answer) => (answer._tag === "Proved" ? { ...answer, strength: "Document" } : answer)),
  },
  {
    fault: "believes the strength that the evidence claims",
    brokenLaw: KNOWLEDGE,
    make: changingAnswer((answer, { evidence: [first] }) =>
      answer._tag === "Proved" && first !== undefined && "strength" in Redacted.value(first)
        ? { ...answer, strength: Redacted.value(first)["strength"] }
        : answer,
    ),
  },
  {
    fault: "names the field that is wrong",
    brokenLaw: SAME_ANSWER,
    make: changingAnswer((answer) => (answer._tag === "Differs" ? { ...answer, field: "birthName" } : answer)),
  },
  {
    fault: "keeps ligatures apart from their letters",
    brokenLaw: SPELLINGS,
    make: () => ({
      proveDecoy,
      prove: (claimed: ClaimedIdentity) =>
        /OE|AE/iu.test(Redacted.value(claimed.birthName))
          ? Effect.succeed<IdentityAnswer>({ _tag: "Differs" })
          : prove(claimed),
    }),
  },
  {
    fault: "completes a birth date without a day",
    brokenLaw: PROVES,
    make: changingClaim((claimed) => ({
      ...claimed,
      birthDate: Redacted.make(Redacted.value(claimed.birthDate).replace(/-00/gu, "-01")),
    })),
  },
  {
    fault: "proves a day that is possible of a birth date without one",
    brokenLaw: SAME_ANSWER,
    make: () => ({
      proveDecoy,
      prove: (claimed: ClaimedIdentity) => {
        const [year, month] = Redacted.value(claimed.birthDate).split("-")
        const dates = [Redacted.value(claimed.birthDate), `${year}-${month}-00`, `${year}-00-00`]
        return Effect.map(
          Effect.forEach(dates, (date) => prove({ ...claimed, birthDate: Redacted.make(date) })),
          (answers) => answers.find(({ _tag }) => _tag === "Proved") ?? { _tag: "Differs" },
        )
      },
    }),
  },
  {
    fault: "proves a decoy",
    brokenLaw: DECOY,
    make: () => ({ prove, proveDecoy: Effect.succeed(KNOWN) }),
  },
  {
    fault: "accepts a name only in its recorded spelling",
    brokenLaw: SPELLINGS,
    make: changingAnswer((answer, { birthName }) =>
      Redacted.value(birthName) === Redacted.value(birthName).toUpperCase().trim() ? answer : { _tag: "Differs" },
    ),
  },
  {
    fault: "trims dates",
    brokenLaw: MALFORMED,
    make: changingClaim((claimed) => ({
      ...claimed,
      birthDate: Redacted.make(Redacted.value(claimed.birthDate).trim()),
    })),
  },
])

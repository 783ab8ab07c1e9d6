import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { AGENT, couple, FILE, family, NOON } from "../../../../test/stories/family.ts"
import {
  ADA,
  BOB,
  codes,
  latestCode,
  PASSWORD,
  signedIn,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { type ConfidentialPolicy, confidentialPolicies } from "../../../domain/account/confidential-policy.ts"
import { longTextOf } from "../../../messages/notices/long.ts"
import { Agency } from "../../agency.ts"
import { defaultPolicies, Policies } from "../../contract/policies.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const SHARED = "foyer@example.org"
const OWN = "ada.seule@example.org"
const BY = { agent: AGENT }

/** Everything that was delivered to an address: subjects of codes and announcements, in French. */
const deliveredTo = ({ mailbox }: TestContext, address: string) =>
  [...mailbox.sent(), ...mailbox.announced()]
    .filter(({ to }) => to.reveal() === address)
    .map((notice) => longTextOf(notice, "Mon Compte").subject)

/** How many codes a recovery of this person sends. */
const codesOfRecovery = Effect.fnUntraced(function* (context: TestContext, identifier: string) {
  const monCompte = yield* MonCompte
  const before = codes(context).length
  yield* monCompte.startRecovery({ identifier })
  yield* deliverDue()
  return codes(context).length - before
})

describe("an intruder who knows the password", () => {
  story(
    "cannot name the contact of the owner, who goes on reading what happens; nor set or end the mode without it",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { ada } = yield* couple(context)
        yield* deliverDue()
        context.mailbox.clear()
        const named = { session: ada, current: PASSWORD, contacts: ["ada@example.org"] }
        const refusal = yield* Effect.flip(monCompte.startConfidentialMode(named))
        expect(refusal).toMatchObject({ _tag: "ContactsNamedByAgents", field: "contacts" })
        yield* monCompte.startConfidentialMode({ session: ada, current: PASSWORD })
        yield* monCompte.changeContact({ session: ada, current: PASSWORD, contact: OWN })
        yield* monCompte.confirmContact({ session: ada, code: yield* latestCode(context) })
        yield* deliverDue()
        expect(deliveredTo(context, "ada@example.org").join()).toContain("vos coordonnées de contact ont été changées")
        for (const current of ["Autre1234", ""]) {
          expect(yield* tagOf(monCompte.startConfidentialMode({ session: ada, current }))).toMatch(
            /PasswordWrong|FieldEmpty/,
          )
          expect(yield* tagOf(monCompte.endConfidentialMode({ session: ada, current }))).toMatch(
            /PasswordWrong|FieldEmpty/,
          )
        }
      }),
  )
})

describe("the policy of the confidential mode", () => {
  story("can leave it to agents, and can let persons name contacts", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ada } = yield* couple(context)
      const under = (confidential: ConfidentialPolicy) =>
        Effect.provideService(Policies, { ...defaultPolicies, confidential })
      const own = { session: ada, current: PASSWORD }
      const byAgents = under(confidentialPolicies.byAgents)
      expect(yield* tagOf(byAgents(monCompte.startConfidentialMode(own)))).toBe("ConfidentialModeByAgents")
      expect(yield* tagOf(byAgents(monCompte.endConfidentialMode(own)))).toBe("ConfidentialModeByAgents")
      const byPersons = under(confidentialPolicies.byPersons)
      const named = { ...own, contacts: ["ada@example.org"] }
      expect(yield* byPersons(monCompte.startConfidentialMode(named))).toMatchObject({ reached: [] })
    }),
  )
})

describe("a person whose two accounts an agent merges", () => {
  story("stays in confidential mode, also if only the account that goes was in it", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { ids } = yield* couple(context)
      const bob = yield* signedIn(context, BOB, "bob@example.org")
      const [person, merged] = [bob.slice(0, 36), ids.ada]
      yield* agency.startConfidentialMode({ ...BY, person: merged, contacts: ["ada@example.org"] })
      yield* agency.mergeAccounts({ ...BY, person, merged, cause: "RegisteredTwice", proof: "Counter" })
      expect(yield* monCompte.whoAmI({ session: bob })).toMatchObject({ confidential: { setBy: "Agent" } })
    }),
  )
})

describe("a holder who has not migrated, and whose contacts on record another person reads", () => {
  story(
    "recovers nothing through them once an agent set the mode, and a ticket that they opened before ends",
    (context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* TestClock.setTime(NOON)
        const { ada } = yield* family()
        const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
        const code = yield* latestCode(context)
        const answer = yield* monCompte.confirmRecovery({ ticket, code })
        if (answer._tag !== "MigrationRequired") return expect.fail(answer._tag)
        yield* agency.startConfidentialMode({ ...BY, person: ada })
        expect(yield* tagOf(monCompte.startMigration({ ticket: answer.ticket }))).not.toBe("TermsPending")
        expect(yield* codesOfRecovery(context, ADA.nir)).toBe(0)
        expect(yield* tagOf(agency.startConfidentialMode({ ...BY, person: BOB.nir }))).toBe("PersonUnknown")
        expect(yield* tagOf(agency.getFile({ file: FILE }))).toBe("FileView")
      }),
    { files: [{ ...ADA, contacts: [SHARED] }, BOB] },
  )
})

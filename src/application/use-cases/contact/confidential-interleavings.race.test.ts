import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import * as fc from "fast-check"
import { AGENT, couple, FILE, NOON } from "../../../../test/stories/family.ts"
import { TUTELLE } from "../../../../test/stories/guardians.ts"
import { ADA, latestCode, PASSWORD, type StoryEnvironment, story } from "../../../../test/stories/test-context.ts"
import { confidentialPolicies } from "../../../domain/account/confidential-policy.ts"
import { Agency } from "../../agency.ts"
import { defaultPolicies, Policies } from "../../contract/policies.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const ADDRESSES = ["ada@example.org", "bruno@example.org", "foyer@example.org", "ecole@example.org"] as const
type Address = (typeof ADDRESSES)[number]

const address = fc.constantFrom(...ADDRESSES)
/** What agents do to Ada, or to her file, that is announced. */
const agentActs = [
  "death",
  "undoDeath",
  "close",
  "reopen",
  "unlock",
  "require",
  "compromise",
  "mandate",
  "changeMandate",
  "endMandate",
  "undoSeparation",
  "closeFile",
  "reopenFile",
  "holder",
  "correct",
] as const

const act = fc.oneof(
  fc.record({ act: fc.constant("start" as const), named: fc.array(address, { maxLength: 1 }) }),
  fc.record({ act: fc.constant("startByAgent" as const), named: fc.array(address, { maxLength: 1 }) }),
  fc.record({ act: fc.constantFrom("adaContact" as const, "brunoContact" as const), to: address }),
  fc.record({ act: fc.constant("agent" as const), does: fc.constantFrom(...agentActs) }),
  fc.record({
    act: fc.constantFrom(
      "end",
      "bar",
      "password",
      "recovery",
      "separation",
      "couple",
      "deliver",
      "wait",
      "restore",
      "enter",
      "delegation",
    ),
  }),
)
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never

/** What the test knows by itself: who has proved which contact, and what Ada or an agent named. */
interface Known {
  isOn: boolean
  named: Set<Address>
  brunos: ReadonlyArray<Address>
}

/** Persons name contacts too, so that there is more to withhold. */
const byPersons = Effect.provideService(Policies, {
  ...defaultPolicies,
  confidential: confidentialPolicies.byPersons,
})

const quietly = <A, E>(effect: Effect.Effect<A, E, StoryEnvironment>) => Effect.option(effect)

describe("no order of commands of the person, the partner and the agent", () => {
  // Leaflet: outside.confidential
  story(
    "delivers an announcement or a code of the person to a contact that the confidential mode withholds at that moment",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const agency = yield* Agency
        const persons = yield* couple(context)
        yield* deliverDue()
        const start = context.storage.snapshot()
        let [checked, withheld] = [0, 0]
        const done = new Set<string>()
        const by = { agent: AGENT, person: persons.ids.ada }
        const inFile = { agent: AGENT, file: FILE }
        const death = agency.recordDeath({ ...by, ...inFile })
        const closing = agency.closeAccount(by)
        const mandate = agency.recordMandate({ ...TUTELLE, ...by, mandatary: persons.ids.bruno })
        const fileClosing = agency.closeFile({ ...inFile, cause: "NoMoreRights" })
        const separation = agency.declareSeparation({ ...by, ...inFile, fact: "2026-11-01" })
        const thenAlso = <A, B>(first: Effect.Effect<A, unknown>, then: Effect.Effect<B, unknown>) =>
          Effect.andThen(Effect.option(first), then)
        const byAgents = {
          death,
          undoDeath: thenAlso(death, agency.undoDeath({ ...by, ...inFile, cause: "WrongPerson" })),
          close: closing,
          reopen: thenAlso(closing, agency.reopenAccount({ ...by, cause: "AgentMistake" })),
          unlock: agency.unlockAccount({ ...by, cause: "OthersTried" }),
          require: agency.requirePasswordChange({ agent: AGENT, people: [by.person], reason: "Precaution" }),
          compromise: agency.declareCompromised(by),
          mandate,
          changeMandate: thenAlso(
            mandate,
            agency.changeMandate({ ...by, number: 1, powers: ["View"], leaves: "Everything" }),
          ),
          endMandate: thenAlso(mandate, agency.endMandate({ ...by, number: 1, cause: "Lifted" })),
          undoSeparation: thenAlso(separation, agency.undoSeparation({ ...inFile, cause: "WrongFile" })),
          closeFile: fileClosing,
          reopenFile: thenAlso(fileClosing, agency.reopenFile({ ...inFile, cause: "WrongFile" })),
          holder: agency.changeHolder({ ...inFile, to: persons.ids.bruno, cause: "Agreement" }),
          correct: agency.correctIdentifier({ ...by, nir: "1 69 05 49 588 157", cause: "SexMention" }),
        } as const satisfies Record<(typeof agentActs)[number], Effect.Effect<unknown, unknown>>
        const play = Effect.fnUntraced(function* (acts: ReadonlyArray<Act>) {
          context.storage.restore(start)
          yield* TestClock.setTime(NOON)
          context.mailbox.clear()
          const known: Known = { isOn: false, named: new Set(), brunos: ["bruno@example.org"] }
          let session = persons.ada
          let seen = 0
          /** Ada's messages are in English, so that they differ from Bruno's to the same mailbox. */
          const check = () => {
            const notices = [...context.mailbox.sent(), ...context.mailbox.announced()]
            const adas = notices.filter(({ language }) => language === "en")
            for (const { to } of adas.slice(0)) {
              const read = to.reveal() as Address
              if (known.isOn) expect([...known.named, ...known.brunos]).not.toContain(read)
              seen += 1
            }
            context.mailbox.clear()
          }
          const deliver = Effect.andThen(deliverDue(), Effect.sync(check))
          const changeContact = Effect.fnUntraced(function* (who: string, contact: Address, current: string) {
            const language = who === "ada" ? "en" : "fr"
            const [mine, before] = [who === "ada" ? session : persons.bruno, context.mailbox.sent().length]
            yield* monCompte.changeContact({ session: mine, current, contact, language })
            yield* deliverDue()
            if (context.mailbox.sent().length === before) return check()
            const code = yield* latestCode(context)
            check()
            yield* monCompte.confirmContact({ session: mine, code })
            if (who !== "bruno") return
            const place = known.brunos.indexOf(contact)
            // A contact that he takes back drops those that came after it.
            known.brunos = place < 0 ? [...known.brunos, contact] : known.brunos.slice(0, place + 1)
          })
          yield* quietly(changeContact("ada", "ada@example.org", PASSWORD))
          for (const next of acts) {
            switch (next.act) {
              case "start":
              case "startByAgent": {
                const contacts = next.named
                const command: Effect.Effect<unknown, unknown> =
                  next.act === "start"
                    ? byPersons(monCompte.startConfidentialMode({ session, current: PASSWORD, contacts }))
                    : agency.startConfidentialMode({ ...by, contacts })
                const started = yield* quietly(command)
                if (started._tag === "None") break
                known.isOn = true
                for (const one of contacts) known.named.add(one)
                break
              }
              case "end": {
                const ended = yield* quietly(monCompte.endConfidentialMode({ session, current: PASSWORD }))
                if (ended._tag === "Some") {
                  // What was named is forgotten. Messages from before may arrive now.
                  known.isOn = false
                  known.named = new Set()
                }
                break
              }
              case "adaContact":
                yield* quietly(changeContact("ada", next.to, PASSWORD))
                break
              case "brunoContact":
                yield* quietly(changeContact("bruno", next.to, PASSWORD))
                break
              case "bar":
                yield* quietly(agency.barContact({ ...by, contact: "ada@example.org" }))
                break
              case "password": {
                const same = { password: PASSWORD, confirmation: PASSWORD }
                const other = { password: "Nouveau34", confirmation: "Nouveau34" }
                yield* quietly(monCompte.changePassword({ session, current: PASSWORD, ...other }))
                const opened = yield* quietly(monCompte.signIn({ identifier: ADA.nir, password: "Nouveau34" }))
                if (opened._tag === "Some" && opened.value._tag === "SignedIn") session = opened.value.session
                yield* quietly(monCompte.changePassword({ session, current: "Nouveau34", ...same }))
                const again = yield* quietly(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))
                if (again._tag === "Some" && again.value._tag === "SignedIn") session = again.value.session
                break
              }
              case "recovery":
                yield* quietly(monCompte.startRecovery({ identifier: ADA.nir, language: "en" }))
                break
              case "separation":
                yield* quietly(separation)
                break
              case "couple":
                yield* quietly(agency.formCouple({ agent: AGENT, file: FILE, spouse: persons.ids.bruno }))
                break
              case "restore":
                yield* quietly(agency.restoreAccess({ ...by, contact: "ecole@example.org", language: "en" }))
                break
              case "agent": {
                const command: Effect.Effect<unknown, unknown> = byAgents[next.does]
                if ((yield* quietly(command))._tag === "Some") done.add(next.does)
                break
              }
              case "delegation": {
                const mine = { session, file: FILE }
                yield* quietly(monCompte.revokeDelegation(mine))
                yield* quietly(monCompte.grantDelegation(mine))
                break
              }
              case "enter": {
                const opened = yield* quietly(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))
                if (opened._tag === "Some" && opened.value._tag === "SignedIn") session = opened.value.session
                break
              }
              case "deliver":
                yield* deliver
                break
              case "wait":
                yield* TestClock.adjust("20 minutes")
                break
            }
          }
          yield* deliver
          checked += seen
          if (known.isOn) withheld += 1
        })
        for (const acts of fc.sample(fc.array(act, { minLength: 3, maxLength: 14 }), { seed: 13, numRuns: 90 })) {
          yield* play(acts)
        }
        // The test would prove nothing if nothing was delivered, or if the mode was never on.
        expect(checked).toBeGreaterThan(100)
        expect(withheld).toBeGreaterThan(30)
        expect([...done].sort()).toEqual([...agentActs].sort())
      }),
    {},
  )
})

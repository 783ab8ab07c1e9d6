import { inspect } from "node:util"
import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Agency } from "../../src/application/agency.ts"
import { agencyInputs } from "../../src/application/contract/agency-inputs.ts"
import { freeTextFields } from "../../src/application/contract/free-text.ts"
import { inputs } from "../../src/application/contract/inputs.ts"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { languages } from "../../src/domain/language/language.ts"
import { messageOf } from "../../src/messages/messages.ts"
import type { Refusal } from "../../src/messages/refusal.ts"
import { agentVerbLines } from "./agent-verb-lines.ts"
import { couple } from "./family.ts"
import { personVerbLines } from "./person-verb-lines.ts"
import { ADA, PASSWORD, story, type TestContext } from "./test-context.ts"
import type { Credentials, VerbLine } from "./verb-line.ts"

/** A social security number that no person of these stories has, in the spellings of cards, files and URLs. */
const CANARY = "2400175101001"
const SPELLINGS = [CANARY, `${CANARY}22`, "2 40 01 75 101 001", "2-40-01-75-101-001", `nir:${CANARY}`, `nir${CANARY}`]
const ADDRESS = "canary@example.org"
const NUMBERS = ["06 39 98 55 55", "+33639985555", "0639985555"]

type AnyInput = Readonly<Record<string, unknown>>
type AnyVerbs = Readonly<Record<string, (input: AnyInput) => Effect.Effect<unknown, unknown>>>

const verbs: ReadonlyArray<readonly [string, VerbLine, ReadonlyArray<string>]> = [
  ...Object.entries(personVerbLines).map(([name, line]) => [name, line, fieldsOf(inputs, name)] as const),
  ...Object.entries(agentVerbLines).map(([name, line]) => [name, line, fieldsOf(agencyInputs, name)] as const),
]

function fieldsOf(all: object, name: string): ReadonlyArray<string> {
  const schema = new Map<string, { readonly fields: object }>(Object.entries(all)).get(name)
  return Object.keys(schema?.fields ?? {})
}

/** Calls a verb as its line does, with other values in some fields of its input. */
const callWith = Effect.fnUntraced(function* (line: VerbLine, credentials: Credentials, fields: AnyInput) {
  const replacing = <V extends object>(facade: V): V => {
    const calls = Object.entries(facade as AnyVerbs).map(([name, verb]) => [
      name,
      (input: AnyInput) => verb({ ...input, ...fields }),
    ])
    return Object.fromEntries(calls) as V
  }
  return yield* line
    .call(credentials)
    .pipe(
      Effect.provideService(MonCompte, replacing(yield* MonCompte)),
      Effect.provideService(Agency, replacing(yield* Agency)),
      Effect.match({ onFailure: (refusal): object => refusal, onSuccess: (answer): object => answer }),
    )
})

const credentialsOf = (context: TestContext) =>
  Effect.map(couple(context), ({ ada, ids }) => ({
    identifier: ADA.nir,
    password: PASSWORD,
    session: ada,
    ticket: ada,
    person: ids.ada,
  }))

const printed = (value: unknown) => `${JSON.stringify(value)} ${inspect(value, { depth: 20, showHidden: true })}`

/** Whether a text contains a canary, also with separators between its digits. */
const containsCanary = (text: string) => {
  const joined = text.replace(/(?<=\d)[ .+-](?=\d)/g, "")
  return joined.includes(CANARY) || joined.includes("639985555") || text.includes(ADDRESS)
}

describe("personal data in a free text", () => {
  for (const [name, line, fields] of verbs) {
    const free = freeTextFields.filter((field) => fields.includes(field))
    if (free.length === 0) continue
    story(`is refused by ${name} before anything is written, and is not repeated`, (context) =>
      Effect.gen(function* () {
        const credentials = yield* credentialsOf(context)
        const before = printed(context.storage.snapshot())
        const refusals: Array<object> = []
        for (const field of free) {
          for (const spelling of SPELLINGS) {
            const refusal = yield* callWith(line, credentials, { [field]: spelling })
            expect(refusal).toMatchObject({ _tag: "PersonalDataRefused", field, found: "SocialSecurityNumber" })
            refusals.push(refusal)
          }
          if (field === "file") continue
          const address = yield* callWith(line, credentials, { [field]: ADDRESS })
          expect(address).toMatchObject({ _tag: "PersonalDataRefused", field, found: "EmailAddress" })
          for (const number of NUMBERS) {
            const refusal = yield* callWith(line, credentials, { [field]: number })
            expect(refusal).toMatchObject({ _tag: "PersonalDataRefused", field, found: "PhoneNumber" })
            refusals.push(address, refusal)
          }
        }
        const messages = refusals.flatMap((refusal) =>
          languages.map((language) => messageOf(refusal as Refusal, language)),
        )
        expect(containsCanary(printed([refusals, messages]))).toBe(false)
        expect(printed(context.storage.snapshot())).toBe(before)
      }),
    )
  }
})

describe("a social security number, an address and a phone number in every field of an input", () => {
  for (const [name, line, fields] of verbs) {
    if (fields.length === 0) continue
    story(`leave no trace after ${name}: not in the journal, an answer or a message`, (context) =>
      Effect.gen(function* () {
        const credentials = yield* credentialsOf(context)
        const results: Array<unknown> = []
        for (const field of fields) {
          for (const canary of [...SPELLINGS, ADDRESS, ...NUMBERS]) {
            results.push(yield* callWith(line, credentials, { [field]: canary }))
          }
        }
        yield* Effect.ignore(deliverDue())
        expect(containsCanary(printed(results))).toBe(false)
        expect(containsCanary(printed(context.storage.snapshot()))).toBe(false)
        expect(containsCanary(printed([context.mailbox.sent(), context.mailbox.announced()]))).toBe(false)
        const journal = yield* journalOf(context)
        expect(journal.length).toBeGreaterThan(10)
        expect(containsCanary(printed(journal))).toBe(false)
      }),
    )
  }
})

/** The journal entries of every aggregate. */
const journalOf = ({ storage }: TestContext) =>
  Effect.map(
    Effect.forEach(storage.snapshot().rows, ({ aggregate }) => storage.service.journal(aggregate)),
    (entries) => entries.flat(),
  )

// Where a free text is accepted it is stored: otherwise the stories above would pass without any check.
story("a free text without personal data is stored", (context) =>
  Effect.gen(function* () {
    const credentials = yield* credentialsOf(context)
    const fields = { commandId: "letter-17", reference: "letter/2026-17" }
    expect(yield* callWith(personVerbLines.recordAction, credentials, fields)).toMatchObject({
      _tag: "ActionRecorded",
      reference: "letter/2026-17",
    })
    expect(printed(yield* journalOf(context))).toContain("letter/2026-17")
  }),
)

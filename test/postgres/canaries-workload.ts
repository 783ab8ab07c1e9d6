import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { expect } from "vitest"
import { defaultPolicies, Policies } from "../../src/application/contract/policies.ts"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { codePolicies } from "../../src/domain/challenge/code-policy.ts"
import { Storage } from "../../src/ports/storage.ts"
import { codes, createTestContext, wrongCode } from "../stories/test-context.ts"
import type { recordOutput } from "./canaries.ts"

export const NIR = "2 84 05 88 321 025 32"
export const SECRETS = {
  nir: NIR.replaceAll(" ", "").slice(0, 13),
  "nir, spaced": NIR.slice(0, 18),
  "legacy password": "90817263",
  password: "Kanari-Zq7-é",
  address: "kanari.zq7@example.org",
  "local part": "kanari.zq7",
  mobile: "639987654",
  "password that is refused": "kanari-zq8",
  "other text": "kanari-zq9",
}

const context = createTestContext({ files: [{ nir: NIR, legacy: SECRETS["legacy password"], file: "file-1" }] })

/**
 * Runs every use case with correct and incorrect secrets. Records the answers, except tickets, sessions and device
 * tokens, which only a browser receives.
 */
const runUseCases = (record: (value: unknown) => void) =>
  Effect.gen(function* () {
    const monCompte = yield* MonCompte
    const bearerTokens: Array<string> = []
    const run = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
      Effect.map(Effect.exit(effect), (exit) => {
        const isBearer = exit._tag === "Success" && /ticket|session|token/i.test(JSON.stringify(exit.value) ?? "")
        if (!isBearer) record(exit)
        return exit._tag === "Success" ? exit.value : null
      })
    const tokenOf = (answer: unknown, field: string) => {
      const text = String(Reflect.get((answer ?? {}) as object, field) ?? "")
      if (text !== "") bearerTokens.push(text)
      return text
    }
    const { password } = SECRETS
    const legacy = SECRETS["legacy password"]
    yield* run(monCompte.signIn({ identifier: `${NIR} é`, password }))
    yield* run(monCompte.signIn({ identifier: NIR, password }))
    const signIn = Effect.map(run(monCompte.signIn({ identifier: NIR, password: legacy })), (answer) =>
      tokenOf(answer, "ticket"),
    )
    const first = yield* signIn
    yield* run(monCompte.startMigration({ ticket: first }))
    yield* run(monCompte.refuseTerms({ ticket: first }))
    const second = yield* signIn
    yield* run(monCompte.startMigration({ ticket: second }))
    yield* run(monCompte.abandonMigration({ ticket: second }))
    const ticket = yield* signIn
    yield* run(monCompte.startMigration({ ticket }))
    yield* run(monCompte.termsInForce())
    yield* run(monCompte.acceptTerms({ ticket, version: SECRETS["other text"] }))
    yield* run(monCompte.acceptTerms({ ticket, version: "1" }))
    const weak = SECRETS["password that is refused"]
    yield* run(monCompte.choosePassword({ ticket, password: weak, confirmation: password }))
    yield* run(monCompte.choosePassword({ ticket, password, confirmation: password }))
    yield* run(monCompte.sendCode({ ticket, contact: `${SECRETS.address} , x` }))
    context.mailbox.setFault("Undeliverable")
    yield* run(monCompte.sendCode({ ticket, contact: `0${SECRETS.mobile}` }))
    yield* run(deliverDue())
    context.mailbox.setFault("Down")
    yield* run(monCompte.sendCode({ ticket, contact: SECRETS.address }))
    yield* run(deliverDue())
    context.mailbox.setFault(null)
    yield* run(monCompte.resendCode({ ticket }))
    yield* run(deliverDue())
    yield* run(monCompte.goBack({ ticket }))
    yield* run(monCompte.sendCode({ ticket, contact: SECRETS.address }))
    yield* run(deliverDue())
    const code = codes(context).at(-1) ?? ""
    yield* run(monCompte.confirmCode({ ticket, code: wrongCode(code) }))
    yield* run(monCompte.confirmCode({ ticket, code: `${code}9` }))
    yield* run(monCompte.migrationProgress({ ticket }))
    context.terms.setDown(true)
    yield* run(monCompte.confirmCode({ ticket, code }))
    context.terms.setDown(false)
    yield* run(monCompte.confirmCode({ ticket, code }))
    const signedIn = yield* run(monCompte.signIn({ identifier: NIR, password }))
    const session = tokenOf((signedIn ?? {}) as object, "session")
    // Then every verb, with a secret in every field that it may read.
    const secretInput = {
      ...{ ticket, session, identifier: NIR, nir: NIR, password, current: password, confirmation: password },
      ...{
        contact: SECRETS.address,
        email: SECRETS.address,
        mobile: SECRETS.mobile,
        code,
        name: SECRETS["other text"],
      },
    }
    for (const verb of Object.values(monCompte) as ReadonlyArray<(input: unknown) => Effect.Effect<unknown, unknown>>) {
      yield* run(verb(secretInput))
    }
    return { bearerTokens: bearerTokens.filter(({ length }) => length > 20), codes: codes(context) }
  })

/** Runs the workload over a storage, at most once per process. Returns the secrets that no output may contain. */
export const runWorkload = async (
  storage: Layer.Layer<Storage, unknown>,
  output: ReturnType<typeof recordOutput>,
): Promise<Readonly<Record<string, string>>> => {
  const policy = { ...codePolicies.standard, secondsBetweenSends: 0 }
  const policies = Layer.succeed(Policies, { ...defaultPolicies, codes: policy })
  const layer = context.layerWith(Layer.orDie(storage)).pipe(Layer.provideMerge(Layer.merge(output.layer, policies)))
  const result = await Effect.runPromise(Effect.provide(runUseCases(output.record), layer))
  expect(result.codes.length).toBeGreaterThan(1)
  expect(result.bearerTokens.length).toBeGreaterThan(2)
  return {
    ...SECRETS,
    ...Object.fromEntries(result.bearerTokens.map((text, index) => [`bearer token ${index}`, text])),
    ...Object.fromEntries(result.codes.map((text, index) => [`code ${index}`, text])),
  }
}

/** Stores a state and a secret in clear, as no command does. */
export const leakToStorage = Effect.flatMap(Storage, (storage) =>
  storage.commit({
    commandId: "leak",
    at: 0,
    changes: [
      {
        aggregate: "account/leak",
        expectedVersion: 0,
        state: { _tag: "S", to: SECRETS.address },
        events: [],
        secret: Redacted.make(SECRETS.password),
      },
    ],
    guards: [],
    claims: [],
    messages: [],
    answer: { _tag: "A" },
  }),
)

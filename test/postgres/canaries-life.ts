import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { expect } from "vitest"
import { defaultPolicies, Policies } from "../../src/application/contract/policies.ts"
import { deliverDue } from "../../src/application/delivery/deliver.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { codePolicies } from "../../src/domain/challenge/code-policy.ts"
import { Storage } from "../../src/ports/storage.ts"
import { codes, createTestContext, wrongCode } from "../stories/test-context.ts"
import type { listening } from "./canaries.ts"

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

/** Every use case with secrets of its own, right and wrong; what they answer is told, but for what only a browser gets. */
const live = (tell: (value: unknown) => void) =>
  Effect.gen(function* () {
    const monCompte = yield* MonCompte
    const shown: Array<string> = []
    const look = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
      Effect.map(Effect.exit(effect), (exit) => {
        const isBearer = exit._tag === "Success" && /ticket|session|token/i.test(JSON.stringify(exit.value) ?? "")
        if (!isBearer) tell(exit)
        return exit._tag === "Success" ? exit.value : null
      })
    const bearer = (answer: unknown, field: string) => {
      const text = String(Reflect.get((answer ?? {}) as object, field) ?? "")
      if (text !== "") shown.push(text)
      return text
    }
    const { password } = SECRETS
    const legacy = SECRETS["legacy password"]
    yield* look(monCompte.signIn({ identifier: `${NIR} é`, password }))
    yield* look(monCompte.signIn({ identifier: NIR, password }))
    const signIn = Effect.map(look(monCompte.signIn({ identifier: NIR, password: legacy })), (answer) =>
      bearer(answer, "ticket"),
    )
    const first = yield* signIn
    yield* look(monCompte.startMigration({ ticket: first }))
    yield* look(monCompte.refuseTerms({ ticket: first }))
    const second = yield* signIn
    yield* look(monCompte.startMigration({ ticket: second }))
    yield* look(monCompte.abandonMigration({ ticket: second }))
    const ticket = yield* signIn
    yield* look(monCompte.startMigration({ ticket }))
    yield* look(monCompte.termsInForce())
    yield* look(monCompte.acceptTerms({ ticket, version: SECRETS["other text"] }))
    yield* look(monCompte.acceptTerms({ ticket, version: "1" }))
    const weak = SECRETS["password that is refused"]
    yield* look(monCompte.choosePassword({ ticket, password: weak, confirmation: password }))
    yield* look(monCompte.choosePassword({ ticket, password, confirmation: password }))
    yield* look(monCompte.sendCode({ ticket, contact: `${SECRETS.address} , x` }))
    context.mailbox.setFault("Undeliverable")
    yield* look(monCompte.sendCode({ ticket, contact: `0${SECRETS.mobile}` }))
    yield* look(deliverDue())
    context.mailbox.setFault("Down")
    yield* look(monCompte.sendCode({ ticket, contact: SECRETS.address }))
    yield* look(deliverDue())
    context.mailbox.setFault(null)
    yield* look(monCompte.resendCode({ ticket }))
    yield* look(deliverDue())
    yield* look(monCompte.goBack({ ticket }))
    yield* look(monCompte.sendCode({ ticket, contact: SECRETS.address }))
    yield* look(deliverDue())
    const code = codes(context).at(-1) ?? ""
    yield* look(monCompte.confirmCode({ ticket, code: wrongCode(code) }))
    yield* look(monCompte.confirmCode({ ticket, code: `${code}9` }))
    yield* look(monCompte.migrationProgress({ ticket }))
    context.terms.setDown(true)
    yield* look(monCompte.confirmCode({ ticket, code }))
    context.terms.setDown(false)
    yield* look(monCompte.confirmCode({ ticket, code }))
    const signedIn = yield* look(monCompte.signIn({ identifier: NIR, password }))
    const session = bearer((signedIn ?? {}) as object, "session")
    // And every verb there is, with everything that could be a secret in every field it may look at.
    const everything = {
      ...{ ticket, session, identifier: NIR, nir: NIR, password, current: password, confirmation: password },
      ...{
        contact: SECRETS.address,
        email: SECRETS.address,
        mobile: SECRETS.mobile,
        code,
        name: SECRETS["other text"],
      },
    }
    for (const verb of Object.values(monCompte) as ReadonlyArray<(asked: unknown) => Effect.Effect<unknown, unknown>>) {
      yield* look(verb(everything))
    }
    return { shown: shown.filter(({ length }) => length > 20), codes: codes(context) }
  })

/** Lives it all over a storage, once a process; gives what must be found nowhere afterwards. */
export const lifeOver = async (
  storage: Layer.Layer<Storage, unknown>,
  ears: ReturnType<typeof listening>,
): Promise<Readonly<Record<string, string>>> => {
  const policy = { ...codePolicies.standard, secondsBetweenSends: 0 }
  const policies = Layer.succeed(Policies, { ...defaultPolicies, codes: policy })
  const layer = context.over(Layer.orDie(storage)).pipe(Layer.provideMerge(Layer.merge(ears.layer, policies)))
  const lived = await Effect.runPromise(Effect.provide(live(ears.tell), layer))
  expect(lived.codes.length).toBeGreaterThan(1)
  expect(lived.shown.length).toBeGreaterThan(2)
  return {
    ...SECRETS,
    ...Object.fromEntries(lived.shown.map((text, index) => [`bearer ${index}`, text])),
    ...Object.fromEntries(lived.codes.map((text, index) => [`code ${index}`, text])),
  }
}

/** A state and a secret kept in the clear, as no decision of ours does. */
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

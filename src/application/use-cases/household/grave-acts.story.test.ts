import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { couple, delegated, FILE } from "../../../../test/stories/family.ts"
import { PASSWORD, story, type TestContext, tagOf } from "../../../../test/stories/test-context.ts"
import { graveActPolicies } from "../../../domain/session/grave-act-policy.ts"
import { defaultPolicies, Policies } from "../../contract/policies.ts"
import { MonCompte } from "../../mon-compte.ts"

const requiringPassword = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.provideService(effect, Policies, { ...defaultPolicies, graveActs: graveActPolicies.password })

const fact = "2026-11-01"

/** The events of the file, of every account and of the counters of attempts: what a refused act must not add to. */
const written = ({ storage }: TestContext) =>
  storage.snapshot().rows.reduce((count, { journal }) => count + journal.length, 0)

type Requester = {
  readonly session: string
  readonly file: string
  readonly current?: string
  readonly commandId?: string
}

const acts = {
  "declares a separation": {
    perform: (request: Requester) =>
      Effect.flatMap(MonCompte, (monCompte) => tagOf(monCompte.declareSeparation({ ...request, fact }))),
    done: "Separated",
  },
  "gives the management authorisation": {
    perform: (request: Requester) =>
      Effect.flatMap(MonCompte, (monCompte) => tagOf(monCompte.grantDelegation(request))),
    done: "DelegationView",
  },
} as const

describe.each(Object.entries(acts))("an open session that another person finds %s", (_, { done, perform }) => {
  story("only with the current password, where the policy requires it", (context) =>
    Effect.gen(function* () {
      const { adas } = yield* couple(context)
      const asked = context.hasher.verifications()
      const before = written(context)
      expect(yield* requiringPassword(perform(adas))).toBe("ReauthenticationRequired")
      expect(yield* requiringPassword(perform({ ...adas, current: "" }))).toBe("ReauthenticationRequired")
      // No attempt was counted, and nothing was verified.
      expect(context.hasher.verifications()).toBe(asked)
      expect(written(context)).toBe(before)
      expect(yield* requiringPassword(perform({ ...adas, current: "Faux-1234" }))).toBe("PasswordWrong")
      expect(yield* requiringPassword(perform({ ...adas, current: PASSWORD }))).toBe(done)
      expect(context.hasher.verifications()).toBe(asked + 2)
    }),
  )

  story("after five wrong passwords not even with the right one, until the wait is over", (context) =>
    Effect.gen(function* () {
      const { adas } = yield* couple(context)
      for (let count = 0; count < 5; count += 1) {
        expect(yield* requiringPassword(perform({ ...adas, current: "Faux-1234" }))).toBe("PasswordWrong")
      }
      expect(yield* requiringPassword(perform({ ...adas, current: PASSWORD }))).toBe("Waiting")
    }),
  )

  story("without a password by default, as in the leaflet, and never with a wrong one", (context) =>
    Effect.gen(function* () {
      const { adas } = yield* couple(context)
      expect(yield* perform({ ...adas, current: "Faux-1234" })).toBe("PasswordWrong")
      expect(yield* perform(adas)).toBe(done)
    }),
  )

  story("once: a repeat of the same command needs no password and changes nothing", (context) =>
    Effect.gen(function* () {
      const { adas } = yield* couple(context)
      const command = { ...adas, commandId: "1" }
      expect(yield* requiringPassword(perform({ ...command, current: PASSWORD }))).toBe(done)
      const journal = yield* context.storage.service.journal(`household/${FILE}`)
      expect(yield* requiringPassword(perform(command))).toBe(done)
      expect(yield* context.storage.service.journal(`household/${FILE}`)).toEqual(journal)
    }),
  )
})

describe("an act that only takes rights away", () => {
  story("needs no password under any policy: cancelling and giving back stay possible at any time", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas, brunos } = yield* delegated(context)
      expect(yield* requiringPassword(tagOf(monCompte.revokeDelegation(adas)))).toBe("DelegationView")
      yield* monCompte.grantDelegation(adas)
      expect(yield* requiringPassword(tagOf(monCompte.renounceDelegation(brunos)))).toBe("DelegationView")
    }),
  )
})

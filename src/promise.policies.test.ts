import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { describe, expect, it } from "vitest"
import {
  memoryHasher,
  memoryIdentities,
  memoryIssuer,
  memoryKeys,
  memoryLegacy,
  memoryMailbox,
  memoryStorage,
  memoryTerms,
} from "../adapters/memory/index.ts"
import { lockOutPolicies } from "./domain/lock-out/lock-out.ts"
import {
  Agency,
  defaultPolicies,
  deliverDue,
  MonCompte,
  Policies,
  type PolicySet,
  policiesLayer,
  Wake,
} from "./index.ts"
import { createAgency, createMonCompte, PolicyRefused } from "./promise.ts"

const adapters = () => {
  let opened = 0
  const storage = Layer.unwrap(
    Effect.sync(() => {
      opened += 1
      return memoryStorage().layer
    }),
  )
  const parts = {
    storage,
    keys: memoryKeys().layer,
    notifier: memoryMailbox().layer,
    hasher: memoryHasher().layer,
    legacy: memoryLegacy([]).layer,
    terms: memoryTerms({ version: "1", text: { fr: "CGU", en: "Terms" } }).layer,
    identity: memoryIdentities().layer,
    issuer: memoryIssuer().layer,
  }
  return { parts, opened: () => opened }
}

/** Policies as untyped callers pass them, for example from environment variables that are not set. */
const invalid: ReadonlyArray<readonly [string, unknown, string]> = [
  [
    "a number that is not set switches the lock-out off",
    { lockOut: { ...lockOutPolicies.cnil, longestWaitMinutes: Number(undefined) } },
    "lockOut.longestWaitMinutes must be a whole number from 1 to 1440",
  ],
  ["codes of -3 digits", { codes: { ...defaultPolicies.codes, length: -3 } }, "codes.length must be a whole number"],
  ["no session policy", { sessions: null }, "sessions must be an object with the fields name, version"],
  ["an undefined policy", { lockOut: undefined }, "lockOut must be an object with the fields name, version"],
  ["a misspelled policy", { lockout: lockOutPolicies.cnil }, "there is an unknown policy. The policies are password"],
  [
    "a misspelled field",
    { lockOut: { ...lockOutPolicies.cnil, failuresByDay: 10 } },
    "lockOut.failuresByDay is not a field",
  ],
  ["policies that are no object", null, "they must be an object"],
]

describe("invalid policies never open the service", () => {
  it.each(invalid)("through createMonCompte and createAgency: %s", async (_, policies, reason) => {
    const { opened, parts } = adapters()
    for (const open of [createMonCompte, createAgency]) {
      const error = await open({ ...parts, policies: policies as Partial<PolicySet> }).catch(
        (refused: unknown) => refused,
      )
      expect(error).toBeInstanceOf(PolicyRefused)
      expect((error as PolicyRefused).message).toContain(reason)
    }
    expect(opened()).toBe(0)
  })

  it("through the layers, the delivery and a single batch", async () => {
    const { hasher, identity, issuer, keys, legacy, notifier, storage, terms } = adapters().parts
    const wrong = { ...defaultPolicies, lockOut: { ...lockOutPolicies.cnil, longestWaitMinutes: Number.NaN } }
    const policies = Layer.succeed(Policies, wrong)
    const all = Layer.mergeAll(storage, keys, notifier, hasher, legacy, terms, identity, issuer, policies, Wake.layer)
    const open = async <A, E>(layer: Layer.Layer<A, E>) =>
      JSON.stringify(await Effect.runPromise(Effect.exit(Effect.scoped(Layer.build(layer)))))
    const batch = Layer.effectDiscard(deliverDue()).pipe(Layer.provide(SecureRandom.layerWebCrypto))
    expect(await open(Layer.provide(MonCompte.layer, all))).toContain("PolicyRefused")
    expect(await open(Layer.provide(Agency.layer, all))).toContain("PolicyRefused")
    expect(await open(Layer.provide(batch, all))).toContain("PolicyRefused")
    expect(await open(policiesLayer({ lockOut: wrong.lockOut }))).toContain("PolicyRefused")
  })
})

/**
 * The same verbs for services that do not use Effect, as promises of closed unions.
 *
 * A promise rejects only on a defect, which is a fault in the code. Refusals are answers: distinguish them by `_tag`, or
 * by `isRefusal`. The terms of `termsInForce` are the only answer without a `_tag`.
 *
 * @module
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Agency, type AgencyVerbs } from "./application/agency.ts"
import { inputs } from "./application/contract/inputs.ts"
import { decodePolicies, Policies, type PolicySet } from "./application/contract/policies.ts"
import { MonCompte, type Verbs } from "./application/mon-compte.ts"
import type { Nir } from "./domain/nir/nir.ts"
import { type Evidence, type IdentityAnswer, IdentityDown, IdentityProof } from "./ports/identity-proof.ts"
import type { Keys } from "./ports/keys.ts"
import { type LegacyAnswer, LegacyDown, LegacyVerifier } from "./ports/legacy-verifier.ts"
import type { Notifier } from "./ports/notifier.ts"
import type { PasswordHasher } from "./ports/password-hasher.ts"
import type { ProvisionalIssuer } from "./ports/provisional-issuer.ts"
import { RecordedContacts, type RecordedFile } from "./ports/recorded-contacts.ts"
import type { Storage } from "./ports/storage.ts"
import { type Terms, TermsDown, TermsRegister } from "./ports/terms-register.ts"

export { deliveryPolicies } from "./application/contract/delivery-policy.ts"
export { decodePolicies, type PolicySet } from "./application/contract/policies.ts"
export { PolicyRefused } from "./application/contract/policy-refused.ts"
export type { SignInAnswer } from "./application/use-cases/sign-in/sign-in.ts"
export type { Step } from "./application/wizard/describe-step.ts"
export { reportPolicies } from "./domain/account/report-policy.ts"
export { codePolicies } from "./domain/challenge/code-policy.ts"
export { messagePolicies } from "./domain/challenge/message-policy.ts"
export { contactPolicies } from "./domain/contact/contact.ts"
export { contactTexts } from "./domain/contact/texts.ts"
export { reminderPolicies } from "./domain/delegation/reminder-policy.ts"
export { identityPolicies } from "./domain/identity/identity-policy.ts"
export { lockOutPolicies } from "./domain/lock-out/lock-out.ts"
export { mandatePolicies } from "./domain/mandate/mandate-policy.ts"
export { migrationPolicies } from "./domain/migration/migration-policy.ts"
export { recoveryPolicies } from "./domain/recovery/recovery-policy.ts"
export { graveActPolicies } from "./domain/session/grave-act-policy.ts"
export { sessionPolicies } from "./domain/session/sessions.ts"
export {
  type DescribeOptions,
  describeRefusal,
  isNoField,
  type RefusalDescription,
  type RefusalPoint,
  type RgaaCriterion,
} from "./messages/describe-refusal.ts"
export { detailsOf } from "./messages/details.ts"
export type { NoField, RefusalNextStep } from "./messages/guidance.ts"
export { isRefusal, messageOf, messages } from "./messages/messages.ts"
export { nirTexts } from "./messages/nir-defects.ts"
export type { Refusal, RefusalCode } from "./messages/refusal.ts"

/** The legacy system, as a plain object. If a promise rejects, the caller gets `TryLater` and no failure is counted. */
export interface LegacySystem {
  readonly verify: (nir: Nir, password: string) => Promise<LegacyAnswer>
  /**
   * The same work as `verify` with invented credentials, for a number that waits. It always answers `Differs`, and the
   * legacy system receives nothing that was typed.
   */
  readonly verifyDecoy: () => Promise<LegacyAnswer>
  /** The contacts on record of a file's holder. Without it, only an agent can help with a forgotten 8-digit password. */
  readonly contactsOf?: ((nir: Nir) => Promise<RecordedFile | null>) | undefined
}

/** The register of terms, as a plain object. If a promise rejects, the caller gets `TryLater`. */
export interface TermsSource {
  readonly inForce: () => Promise<Terms>
}

/** The identity that a person claims, in clear. */
export interface Claim {
  readonly identifier: string
  readonly birthName: string
  /** `YYYY-MM-DD`. */
  readonly birthDate: string
  /** The evidence that the hosting application passed to `createAccount`. Empty where there is none. */
  readonly evidence: ReadonlyArray<Evidence>
}

/** The identity records, as a plain object. If a promise rejects, the caller gets `TryLater` and no failure is counted. */
export interface IdentityRecords {
  readonly prove: (claim: Claim) => Promise<IdentityAnswer>
  /** The same work as `prove` with an invented identity, for a number that waits. It always answers `Differs`. */
  readonly proveDecoy: () => Promise<IdentityAnswer>
}

/** The adapters of `createMonCompte`: layers, or plain objects for the legacy system, the terms and the identity records. */
export interface Adapters {
  readonly storage: Layer.Layer<Storage, unknown>
  readonly keys: Layer.Layer<Keys, unknown>
  readonly notifier: Layer.Layer<Notifier, unknown>
  readonly hasher: Layer.Layer<PasswordHasher, unknown>
  readonly legacy: Layer.Layer<LegacyVerifier, unknown> | LegacySystem
  readonly terms: Layer.Layer<TermsRegister, unknown> | TermsSource
  readonly identity: Layer.Layer<IdentityProof, unknown> | IdentityRecords
  /** Policies that replace the defaults, which are those of the leaflet. */
  readonly policies?: Partial<PolicySet> | undefined
}

type Promised<V> = V extends (...input: infer Input) => Effect.Effect<infer Answer, infer Refusal>
  ? (...input: Input) => Promise<Answer | Refusal>
  : never

/** Every verb, as a function that returns a promise of its answers and refusals. */
export type PromisedVerbs = { readonly [Name in keyof Verbs]: Promised<Verbs[Name]> }

/** A client with every verb. */
export interface MonCompteClient extends PromisedVerbs {
  /** Finishes the messages under way and releases all resources. Verbs that are called later reject. */
  readonly close: () => Promise<void>
}

const recordedLayer = (legacy: LegacySystem): Layer.Layer<never> =>
  legacy.contactsOf === undefined
    ? Layer.empty
    : Layer.succeed(RecordedContacts, {
        contactsOf: (nir) =>
          Effect.tryPromise({
            try: async () => (await legacy.contactsOf?.(nir)) ?? null,
            catch: () => new LegacyDown(),
          }),
      })

const legacyLayer = (legacy: Adapters["legacy"]): Layer.Layer<LegacyVerifier, unknown> =>
  "verify" in legacy
    ? Layer.merge(
        recordedLayer(legacy),
        Layer.succeed(LegacyVerifier, {
          verify: (nir, password) =>
            Effect.tryPromise({
              try: () => legacy.verify(nir, Redacted.value(password)),
              catch: () => new LegacyDown(),
            }),
          verifyDecoy: Effect.tryPromise({ try: () => legacy.verifyDecoy(), catch: () => new LegacyDown() }),
        }),
      )
    : legacy

const termsLayer = (terms: Adapters["terms"]): Layer.Layer<TermsRegister, unknown> =>
  "inForce" in terms
    ? Layer.succeed(TermsRegister, {
        inForce: Effect.tryPromise({ try: () => terms.inForce(), catch: () => new TermsDown() }),
      })
    : terms

const identityLayer = (identity: Adapters["identity"]): Layer.Layer<IdentityProof, unknown> =>
  "prove" in identity
    ? Layer.succeed(IdentityProof, {
        prove: ({ birthDate, birthName, evidence, identifier }) =>
          Effect.tryPromise({
            try: () =>
              identity.prove({
                identifier: Redacted.value(identifier),
                birthName: Redacted.value(birthName),
                birthDate: Redacted.value(birthDate),
                evidence: evidence.map(Redacted.value),
              }),
            catch: () => new IdentityDown(),
          }),
        proveDecoy: Effect.tryPromise({ try: () => identity.proveDecoy(), catch: () => new IdentityDown() }),
      })
    : identity

/** The policies, decoded. Throws `PolicyRefused`, with every reason in its message. */
const settingsLayer = (policies: Partial<PolicySet> = {}): Layer.Layer<never> =>
  Layer.succeed(Policies, Result.getOrThrow(decodePolicies(policies)))

/**
 * Opens Mon Compte with its adapters, and starts to deliver messages in the background.
 *
 * Rejects with `PolicyRefused` if a policy is invalid, before any adapter is opened, and if an adapter cannot be
 * opened. Call `close` at the end: the adapters have open connections.
 */
export const createMonCompte = async (adapters: Adapters): Promise<MonCompteClient> => {
  const { hasher, identity, keys, legacy, notifier, policies, storage, terms } = adapters
  const settings = settingsLayer(policies)
  const sources = Layer.mergeAll(legacyLayer(legacy), termsLayer(terms), identityLayer(identity))
  const ports = Layer.mergeAll(storage, keys, notifier, hasher, sources)
  const runtime = ManagedRuntime.make(MonCompte.layer.pipe(Layer.provide([ports, settings])))
  const verbs: Verbs = await runtime.runPromise(MonCompte)
  // Each entry of `Verbs` is converted, which the compiler cannot follow through `Object.entries`.
  return { ...(toPromises(verbs, runtime) as unknown as PromisedVerbs), close: () => runtime.dispose() }
}

type AnyVerb = (input: never) => Effect.Effect<unknown, unknown>

/** Converts verbs to functions that return promises. A refusal becomes an answer. */
const toPromises = <R>(verbs: Readonly<Record<string, AnyVerb>>, runtime: ManagedRuntime.ManagedRuntime<R, unknown>) =>
  Object.fromEntries(
    Object.entries(verbs).map(([name, verb]) => [
      name,
      (input: unknown) => runtime.runPromise(Effect.catch(verb(input as never), (refusal) => Effect.succeed(refusal))),
    ]),
  )

/** The adapters of `createAgency`: the storage and the keys of `createMonCompte`, and an issuer. */
export interface AgencyAdapters extends Pick<Adapters, "storage" | "keys" | "policies"> {
  /** Issues provisional identifiers. */
  readonly issuer: Layer.Layer<ProvisionalIssuer, unknown>
}

/** A client with every verb of the fund's agents. */
export type AgencyClient = { readonly [Name in keyof AgencyVerbs]: Promised<AgencyVerbs[Name]> } & {
  /** Releases all resources. Verbs that are called later reject. */
  readonly close: () => Promise<void>
}

/**
 * Opens the verbs of the fund's agents, on household files and personal spaces.
 *
 * It authenticates no agent: do not expose it where people reach `createMonCompte`, which delivers its messages. Rejects
 * with `PolicyRefused` if a policy is invalid, and if an adapter cannot be opened. Call `close` at the end: the adapters have open connections.
 */
export const createAgency = async ({ issuer, keys, policies, storage }: AgencyAdapters): Promise<AgencyClient> => {
  const settings = settingsLayer(policies)
  const runtime = ManagedRuntime.make(Agency.layer.pipe(Layer.provide([storage, keys, issuer, settings])))
  const verbs: AgencyVerbs = await runtime.runPromise(Agency)
  // Each entry of `AgencyVerbs` is converted, which the compiler cannot follow through `Object.entries`.
  return { ...toPromises(verbs, runtime), close: () => runtime.dispose() } as unknown as AgencyClient
}

type Inputs = typeof inputs

const toStandardSchema = <S extends Schema.Codec<unknown, unknown>>(schema: S) => Schema.toStandardSchemaV1(schema)

/** The inputs of the verbs as Standard Schemas (https://standardschema.dev), for forms and routers. */
export const schemas = Object.fromEntries(
  Object.entries(inputs).map(([name, schema]) => [name, toStandardSchema(schema)]),
  // Each entry of `inputs` is converted, which the compiler cannot follow through `Object.entries`.
) as unknown as { readonly [Name in keyof Inputs]: ReturnType<typeof toStandardSchema<Inputs[Name]>> }

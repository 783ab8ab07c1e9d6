import * as Context from "effect/Context"
import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Keys } from "../ports/keys.ts"
import type { ProvisionalIssuer } from "../ports/provisional-issuer.ts"
import type { Storage } from "../ports/storage.ts"
import { type Bound, bound } from "./bound.ts"
import { Wake } from "./unit-of-work/wake.ts"
import { erasePerson } from "./use-cases/creation/erase-person.ts"
import { issueProvisional } from "./use-cases/creation/issue-provisional.ts"
import { recordNir } from "./use-cases/creation/record-nir.ts"
import { addChild } from "./use-cases/household/add-child.ts"
import { addDependant } from "./use-cases/household/add-dependant.ts"
import { changeHolder } from "./use-cases/household/change-holder.ts"
import { closeFile } from "./use-cases/household/close-file.ts"
import { formCouple } from "./use-cases/household/form-couple.ts"
import { getFile } from "./use-cases/household/get-file.ts"
import { openFile } from "./use-cases/household/open-file.ts"
import { recordDeath } from "./use-cases/household/record-death.ts"
import { removeMember } from "./use-cases/household/remove-member.ts"
import { closeAccount } from "./use-cases/sign-in/close-account.ts"
import { declareCompromised } from "./use-cases/sign-in/declare-compromised.ts"

/** The verbs, in the order in which a file meets them. */
const verbs = {
  openFile,
  addChild,
  addDependant,
  removeMember,
  formCouple,
  changeHolder,
  recordDeath,
  closeFile,
  issueProvisional,
  recordNir,
  declareCompromised,
  closeAccount,
  erasePerson,
  getFile,
}

/** What the agents' verbs need from outside. */
export type AgencyPorts = Storage | Keys | ProvisionalIssuer

/** The verbs of the fund's agents, as users call them. */
export type AgencyVerbs = { readonly [Name in keyof typeof verbs]: Bound<(typeof verbs)[Name]> }

/**
 * Agency: what the agents of the fund do to household files and personal spaces.
 *
 * It asks nobody who they are: the application that hosts it has made sure of the agent, and of what that agent may do.
 * Keep it away from where people reach `MonCompte`.
 */
export class Agency extends Context.Service<Agency, AgencyVerbs>()("mon-compte/Agency") {
  static readonly verbs: Layer.Layer<Agency, never, AgencyPorts | Wake | SecureRandom.SecureRandom> = Layer.effect(
    Agency,
    // Built from `verbs` one by one, which the compiler cannot follow through `Object.entries`.
    Effect.map(bound<AgencyPorts | Wake | SecureRandom.SecureRandom>(verbs), (all) =>
      Agency.of(all as unknown as AgencyVerbs),
    ),
  )

  /** The verbs. Their messages are delivered where `MonCompte` runs. */
  static readonly layer: Layer.Layer<Agency, never, AgencyPorts> = Agency.verbs.pipe(
    Layer.provide([Wake.layer, SecureRandom.layerWebCrypto]),
  )
}

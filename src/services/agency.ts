import * as Context from "effect/Context"
import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Keys } from "../ports/keys.ts"
import type { ProvisionalIssuer } from "../ports/provisional-issuer.ts"
import type { Storage } from "../ports/storage.ts"
import { addChild } from "./add-child.ts"
import { addDependant } from "./add-dependant.ts"
import { type Bound, bound } from "./bound.ts"
import { changeHolder } from "./change-holder.ts"
import { closeAccount } from "./close-account.ts"
import { closeFile } from "./close-file.ts"
import { declareCompromised } from "./declare-compromised.ts"
import { file } from "./file.ts"
import { forgetPerson } from "./forget-person.ts"
import { formCouple } from "./form-couple.ts"
import { issueProvisional } from "./issue-provisional.ts"
import { Nudge } from "./nudge.ts"
import { openFile } from "./open-file.ts"
import { recordDeath } from "./record-death.ts"
import { recordNir } from "./record-nir.ts"
import { removeMember } from "./remove-member.ts"

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
  forgetPerson,
  file,
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
  static readonly verbs: Layer.Layer<Agency, never, AgencyPorts | Nudge | SecureRandom.SecureRandom> = Layer.effect(
    Agency,
    // Built from `verbs` one by one, which the compiler cannot follow through `Object.entries`.
    Effect.map(bound<AgencyPorts | Nudge | SecureRandom.SecureRandom>(verbs), (all) =>
      Agency.of(all as unknown as AgencyVerbs),
    ),
  )

  /** The verbs. Their messages are delivered where `MonCompte` runs. */
  static readonly layer: Layer.Layer<Agency, never, AgencyPorts> = Agency.verbs.pipe(
    Layer.provide([Nudge.layer, SecureRandom.layerWebCrypto]),
  )
}

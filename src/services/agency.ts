import * as Context from "effect/Context"
import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Keys } from "../ports/keys.ts"
import type { ProvisionalIssuer } from "../ports/provisional-issuer.ts"
import type { Storage } from "../ports/storage.ts"
import { type Bound, bound } from "./bound.ts"
import { forgetPerson } from "./creation/forget-person.ts"
import { issueProvisional } from "./creation/issue-provisional.ts"
import { recordNir } from "./creation/record-nir.ts"
import { Nudge } from "./delivery/nudge.ts"
import { addChild } from "./file/add-child.ts"
import { addDependant } from "./file/add-dependant.ts"
import { changeHolder } from "./file/change-holder.ts"
import { closeFile } from "./file/close-file.ts"
import { file } from "./file/file.ts"
import { formCouple } from "./file/form-couple.ts"
import { openFile } from "./file/open-file.ts"
import { recordDeath } from "./file/record-death.ts"
import { removeMember } from "./file/remove-member.ts"
import { closeAccount } from "./sign-in/close-account.ts"
import { declareCompromised } from "./sign-in/declare-compromised.ts"

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

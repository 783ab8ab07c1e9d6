import * as Context from "effect/Context"
import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Keys } from "../ports/keys.ts"
import type { ProvisionalIssuer } from "../ports/provisional-issuer.ts"
import type { Storage } from "../ports/storage.ts"
import { type BoundVerb, bindVerbs } from "./bind-verbs.ts"
import { agencyInputs } from "./contract/agency-inputs.ts"
import { Wake } from "./unit-of-work/wake.ts"
import { barContact } from "./use-cases/contact/bar-contact.ts"
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
import { recordSeparation } from "./use-cases/household/record-separation.ts"
import { removeMember } from "./use-cases/household/remove-member.ts"
import { restoreAccess } from "./use-cases/recovery/restore-access.ts"
import { closeAccount } from "./use-cases/sign-in/close-account.ts"
import { declareCompromised } from "./use-cases/sign-in/declare-compromised.ts"
import { unlockAccount } from "./use-cases/sign-in/unlock-account.ts"

/** The verbs, in the order in which a file meets them. An editor shows these docstrings, so each verb has one. */
const verbs = {
  /** Opens a household file for its holder. */
  openFile,
  /** Adds a child to a file. */
  addChild,
  /** Adds a dependant to a file. */
  addDependant,
  /** Removes a member who is not the holder. */
  removeMember,
  /** Records that the holder forms a couple: the spouse joins the file. */
  formCouple,
  /** Records a separation that one of the couple declared at the counter or in writing. */
  declareSeparation: recordSeparation,
  /** Makes the spouse the holder of the file, or a dependant if there is no spouse. */
  changeHolder,
  /** Records that a member died. */
  recordDeath,
  /** Closes a file for good: every member leaves it. */
  closeFile,
  /** Issues a provisional identifier to a person without a social security number. */
  issueProvisional,
  /** Records the social security number of a person who had none. */
  recordNir,
  /** Declares that others may know the password of a personal space. */
  declareCompromised,
  /** Bars a contact of a personal space from recovery, because others read it. */
  barContact,
  /** Restores access with a new contact to be proved, after proof of identity at the counter. */
  restoreAccess,
  /** Ends the waits after wrong passwords, for a person whom the agent knows. */
  unlockAccount,
  /** Closes a personal space for good. */
  closeAccount,
  /** Erases a person for good: everything that was sealed about them is unreadable. */
  erasePerson,
  /** Shows a household file to an agent. */
  getFile,
}

/** The ports that the verbs of `Agency` use. */
export type AgencyPorts = Storage | Keys | ProvisionalIssuer

/** The verbs of the fund's agents, as users call them. */
export type AgencyVerbs = { readonly [Name in keyof typeof verbs]: BoundVerb<(typeof verbs)[Name]> }

type Dependencies = AgencyPorts | Wake | SecureRandom.SecureRandom

/**
 * Agency: what the agents of the fund do to household files and personal spaces.
 *
 * It authenticates no agent: the hosting application has done so, and has checked the agent's rights. Do not expose it
 * where people reach `MonCompte`.
 */
export class Agency extends Context.Service<Agency, AgencyVerbs>()("mon-compte/Agency") {
  static readonly verbs: Layer.Layer<Agency, never, Dependencies> = Layer.effect(
    Agency,
    // Each entry of `verbs` is bound, which the compiler cannot follow through `Object.entries`.
    Effect.map(bindVerbs<Dependencies>(verbs, agencyInputs), (all) => Agency.of(all as unknown as AgencyVerbs)),
  )

  /** The verbs. Their messages are delivered where `MonCompte` runs. */
  static readonly layer: Layer.Layer<Agency, never, AgencyPorts> = Agency.verbs.pipe(
    Layer.provide([Wake.layer, SecureRandom.layerWebCrypto]),
  )
}

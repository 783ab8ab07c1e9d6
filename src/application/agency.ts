import * as Context from "effect/Context"
import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Keys } from "../ports/keys.ts"
import type { ProvisionalIssuer } from "../ports/provisional-issuer.ts"
import type { Storage } from "../ports/storage.ts"
import { type BoundVerb, bindVerbs } from "./bind-verbs.ts"
import { agencyInputs } from "./contract/agency-inputs.ts"
import { reverseWork } from "./reverse-work.ts"
import { Wake } from "./unit-of-work/wake.ts"
import { barContact } from "./use-cases/contact/bar-contact.ts"
import { endConfidentialModeFor, startConfidentialModeFor } from "./use-cases/contact/set-confidential-mode.ts"
import { correctIdentifier } from "./use-cases/creation/correct-identifier.ts"
import { erasePerson } from "./use-cases/creation/erase-person.ts"
import { findPersons } from "./use-cases/creation/find-persons.ts"
import { issueProvisional } from "./use-cases/creation/issue-provisional.ts"
import { mergeAccounts } from "./use-cases/creation/merge-accounts.ts"
import { recordNir } from "./use-cases/creation/record-nir.ts"
import { addChild } from "./use-cases/household/add-child.ts"
import { addDependant } from "./use-cases/household/add-dependant.ts"
import { changeHolder } from "./use-cases/household/change-holder.ts"
import { closeFile } from "./use-cases/household/close-file.ts"
import { decideAge } from "./use-cases/household/decide-age.ts"
import { formCouple } from "./use-cases/household/form-couple.ts"
import { getFile } from "./use-cases/household/get-file.ts"
import { mergeFiles } from "./use-cases/household/merge-files.ts"
import { openFile } from "./use-cases/household/open-file.ts"
import { recordDeath } from "./use-cases/household/record-death.ts"
import { recordSeparation } from "./use-cases/household/record-separation.ts"
import { removeMember } from "./use-cases/household/remove-member.ts"
import { reopenFile } from "./use-cases/household/reopen-file.ts"
import { undoDeath } from "./use-cases/household/undo-death.ts"
import { undoSeparation } from "./use-cases/household/undo-separation.ts"
import { listWork } from "./use-cases/incident/list-work.ts"
import { changeMandate } from "./use-cases/mandate/change-mandate.ts"
import { endMandate } from "./use-cases/mandate/end-mandate.ts"
import { listMandatesOfPerson } from "./use-cases/mandate/list-mandates-of-person.ts"
import { recordMandate } from "./use-cases/mandate/record-mandate.ts"
import { restoreAccess } from "./use-cases/recovery/restore-access.ts"
import { closeAccount } from "./use-cases/sign-in/close-account.ts"
import { declareCompromised } from "./use-cases/sign-in/declare-compromised.ts"
import { reopenAccount } from "./use-cases/sign-in/reopen-account.ts"
import { requirePasswordChange } from "./use-cases/sign-in/require-password-change.ts"
import { unlockAccount } from "./use-cases/sign-in/unlock-account.ts"
import { migrationFigures } from "./use-cases/wizard/migration-figures.ts"

/** The verbs, in the order in which a file meets them. An editor shows these docstrings, so each verb has one. */
const verbs = {
  /** Opens a household file for its holder. */
  openFile,
  /** Adds a child to a file. */
  addChild,
  /** Decides from which day a child is over 15, where the day of birth is unknown. */
  decideAge,
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
  /** Undoes a death that was recorded by mistake. */
  undoDeath,
  /** Undoes a separation that an agent recorded by mistake. */
  undoSeparation,
  /** Makes two files one, because their holders form a couple. */
  mergeFiles,
  /** Closes a file: every member leaves it. */
  closeFile,
  /** Opens a file again that an agent closed by mistake. */
  reopenFile,
  /** Issues a provisional identifier to a person without a social security number. */
  issueProvisional,
  /** Records the social security number of a person who had none. */
  recordNir,
  /** Declares that others may know the password of a personal space. */
  declareCompromised,
  /** Requires a new password at the next sign-in, from some persons or from a whole cohort, page by page. */
  requirePasswordChange,
  /** Bars a contact of a personal space from recovery, because others read it. */
  barContact,
  /** Starts the confidential mode of a person: contacts that another person may read receive and recover nothing. */
  startConfidentialMode: startConfidentialModeFor,
  /** Ends the confidential mode of a person. */
  endConfidentialMode: endConfidentialModeFor,
  /** Restores access with a new contact to be proved, after proof of identity at the counter. */
  restoreAccess,
  /** Ends the waits after wrong passwords, for a person whom the agent knows. */
  unlockAccount,
  /** Corrects the social security number of a person: the former number opens nothing. */
  correctIdentifier,
  /** Makes one account of two that a person has, after proof that both are theirs. */
  mergeAccounts,
  /** Closes a personal space. */
  closeAccount,
  /** Opens a personal space again that was closed by mistake, or by its owner. */
  reopenAccount,
  /** Erases a person for good: everything that was sealed about them is unreadable. */
  erasePerson,
  /** Records a mandate that a court gave: a guardian acts for a protected person. */
  recordMandate,
  /** Changes a mandate after a later decision, or gives it to another professional of the organisation. */
  changeMandate,
  /** Ends a mandate for good, with its cause. */
  endMandate,
  /** Lists the mandates over a person, and those that the person has for others. */
  listMandates: listMandatesOfPerson,
  /** Looks up a person, or the members of a file. The lookup is recorded. */
  findPersons,
  /** Shows a household file to an agent. */
  getFile,
  /** Counts how far the migration of all persons is, page by page. */
  migrationFigures,
  /** Lists what was done in a window of time, by whom and on which file, and whether it can be reversed. */
  listWork,
  /** Reverses one thing that `listWork` has, by a command of its own. */
  reverseWork,
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

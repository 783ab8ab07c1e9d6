import { existsSync } from "node:fs"
import { expect, it } from "vitest"
import { type VerbName, verbNames } from "../../src/application/contract/field-names.ts"

/**
 * The verbs that the exploration of two browsers moves with: they lead from the first sign-in to an open account, and
 * every state that they reach is visited.
 */
const explored: ReadonlyArray<VerbName> = [
  "signIn",
  "startMigration",
  "acceptTerms",
  "refuseTerms",
  "choosePassword",
  "sendCode",
  "resendCode",
  "confirmCode",
  "goBack",
  "abandonMigration",
]

/** They change nothing, so no state follows from them. An agent's reads add to a log only. */
const reads: ReadonlyArray<VerbName> = [
  "explainClosing",
  "listDevices",
  "rememberedIdentifier",
  "migrationProgress",
  "whoAmI",
  "listSessions",
  "contactChangeProgress",
  "previewSeparation",
  "listMyFiles",
  "listMandates",
  "explainRight",
  "listVisibleFields",
  "listActions",
  "Agency.findPersons",
  "Agency.listMandates",
  "Agency.getFile",
  "Agency.migrationFigures",
  "Agency.listWork",
]

/** The verbs that start where the exploration ends, or beside it: with them it would not end. Each has a place of its own. */
const elsewhere: Readonly<Record<string, ReadonlyArray<VerbName>>> = {
  "src/domain/account/account.exploration.test.ts": [
    "closeOwnAccount",
    "createAccount",
    "changePassword",
    "reportNotMine",
    "replacePassword",
    "acceptNewTerms",
    "Agency.issueProvisional",
    "Agency.recordNir",
    "Agency.declareCompromised",
    "Agency.requirePasswordChange",
    "Agency.restoreAccess",
    "Agency.closeAccount",
  ],
  // Corrections and merges have histories besides the exploration of the account.
  "src/domain/account/account.properties.test.ts": [
    "Agency.correctIdentifier",
    "Agency.mergeAccounts",
    "Agency.reopenAccount",
    "Agency.erasePerson",
  ],
  "src/application/use-cases/contact/confidential-interleavings.race.test.ts": [
    "startConfidentialMode",
    "endConfidentialMode",
    "changeContact",
    "confirmContact",
    "Agency.startConfidentialMode",
    "Agency.endConfidentialMode",
    "Agency.barContact",
  ],
  "src/domain/household/household.test.ts": [
    "Agency.openFile",
    "Agency.addChild",
    "Agency.decideAge",
    "Agency.addDependant",
    "Agency.removeMember",
    "Agency.closeFile",
    "Agency.undoSeparation",
    "Agency.reopenFile",
    "Agency.mergeFiles",
    "Agency.recordDeath",
    "Agency.undoDeath",
  ],
  "test/stories/household-pairs.race.test.ts": [
    "grantDelegation",
    "revokeDelegation",
    "renounceDelegation",
    "declareSeparation",
    "Agency.declareSeparation",
    "Agency.formCouple",
    "Agency.changeHolder",
  ],
  "test/stories/mandate-pairs.race.test.ts": ["Agency.recordMandate", "Agency.changeMandate", "Agency.endMandate"],
  "test/stories/audit-log.race.test.ts": ["recordAction"],
  "src/domain/session/sessions.test.ts": ["revokeSession", "revokeOtherSessions", "signOut"],
  "src/domain/device/device.test.ts": ["rememberMe", "revokeDevice", "forgetDevice"],
  "src/domain/challenge/challenge.test.ts": ["resendContactCode"],
  "src/domain/recovery/recovery.test.ts": ["startRecovery", "confirmRecovery", "chooseRecoveredPassword"],
  "src/domain/lock-out/lock-out.test.ts": ["Agency.unlockAccount"],
  "src/application/use-cases/incident/reversible-commands.story.test.ts": ["Agency.reverseWork"],
}

it("every verb is explored, reads only, or is explored in a place of its own that exists", () => {
  expect([...explored, ...reads, ...Object.values(elsewhere).flat()].sort()).toEqual([...verbNames].sort())
  expect(Object.keys(elsewhere).filter((place) => !existsSync(place))).toEqual([])
})

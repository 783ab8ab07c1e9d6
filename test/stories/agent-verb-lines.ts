import type { AgencyVerbs } from "../../src/application/agency.ts"
import { AGENT, DORA, FILE } from "./family.ts"
import { ADA, MAIL } from "./test-context.ts"
import { byAgent, type VerbLine } from "./verb-line.ts"

const BY = { agent: AGENT, file: FILE }

const mandate = { agent: AGENT, kind: "Guardianship", powers: ["View"], reference: "RG-26/00017" } as const

/**
 * The verbs of agents, who may act whatever the state of the account: the file decides. A new verb does not compile until
 * it has its line here.
 */
export const agentVerbLines: Readonly<Record<keyof AgencyVerbs, VerbLine>> = {
  openFile: byAgent(
    ({ openFile }, h) => openFile({ ...BY, file: "file-3", holder: h.person }),
    ["InAnotherFile", "InAnotherFile", "InAnotherFile", "InAnotherFile", "InAnotherFile"],
  ),
  addChild: byAgent(
    ({ addChild }, h) => addChild({ ...BY, person: h.person, birth: "2011-01-01" }),
    ["HolderNotChild", "HolderNotChild", "HolderNotChild", "HolderNotChild", "HolderNotChild"],
  ),
  decideAge: byAgent(
    ({ decideAge }, h) => decideAge({ ...BY, person: h.person, cause: "CivilRecord" }),
    ["NoAgeToDecide", "NoAgeToDecide", "NoAgeToDecide", "NoAgeToDecide", "NoAgeToDecide"],
  ),
  addDependant: byAgent(
    ({ addDependant }, h) => addDependant({ ...BY, person: h.person }),
    ["AlreadyMember", "AlreadyMember", "AlreadyMember", "AlreadyMember", "AlreadyMember"],
  ),
  removeMember: byAgent(
    ({ removeMember }, h) => removeMember({ ...BY, person: h.person, cause: "LeftHome" }),
    ["HolderStays", "HolderStays", "HolderStays", "HolderStays", "HolderStays"],
  ),
  formCouple: byAgent(
    ({ formCouple }, h) => formCouple({ ...BY, spouse: h.person }),
    ["SpouseExists", "SpouseExists", "SpouseExists", "SpouseExists", "SpouseExists"],
  ),
  declareSeparation: byAgent(
    ({ declareSeparation }, h) => declareSeparation({ ...BY, person: h.person, fact: "2026-11-01" }),
    ["FileView", "FileView", "FileView", "FileView", "FileView"],
  ),
  changeHolder: byAgent(
    ({ changeHolder }, h) => changeHolder({ ...BY, to: h.person, cause: "Agreement" }),
    ["AlreadyHolder", "AlreadyHolder", "AlreadyHolder", "AlreadyHolder", "AlreadyHolder"],
  ),
  recordDeath: byAgent(
    ({ recordDeath }, h) => recordDeath({ ...BY, person: h.person }),
    ["FileView", "FileView", "FileView", "FileView", "FileView"],
  ),
  undoSeparation: byAgent(
    ({ undoSeparation }) => undoSeparation({ ...BY, cause: "WrongFile" }),
    ["NoSeparationToUndo", "NoSeparationToUndo", "NoSeparationToUndo", "NoSeparationToUndo", "NoSeparationToUndo"],
  ),
  mergeFiles: byAgent(
    ({ mergeFiles }) => mergeFiles({ ...BY, from: "file-9" }),
    ["FileUnknown", "FileUnknown", "FileUnknown", "FileUnknown", "FileUnknown"],
  ),
  reopenFile: byAgent(
    ({ reopenFile }) => reopenFile({ ...BY, cause: "WrongFile" }),
    ["FileIsOpen", "FileIsOpen", "FileIsOpen", "FileIsOpen", "FileIsOpen"],
  ),
  closeFile: byAgent(
    ({ closeFile }) => closeFile({ ...BY, cause: "HolderRequest" }),
    ["FileView", "FileView", "FileView", "FileView", "FileView"],
  ),
  issueProvisional: byAgent(
    ({ issueProvisional }, h) => issueProvisional({ agent: AGENT, person: h.person }),
    ["HasIdentifier", "HasIdentifier", "HasIdentifier", "AccountIsClosed", "HasIdentifier"],
  ),
  recordNir: byAgent(
    ({ recordNir }, h) => recordNir({ agent: AGENT, person: h.person, nir: ADA.nir }),
    ["HasIdentifier", "HasIdentifier", "HasIdentifier", "AccountIsClosed", "HasIdentifier"],
  ),
  findPersons: byAgent(
    ({ findPersons }, h) => findPersons({ agent: AGENT, person: h.person }),
    ["PersonsFound", "PersonsFound", "PersonsFound", "PersonsFound", "PersonsFound"],
  ),
  correctIdentifier: byAgent(
    ({ correctIdentifier }, h) =>
      correctIdentifier({ agent: AGENT, person: h.person, nir: "2 90 01 75 101 003", cause: "InseeCorrection" }),
    ["IdentifierCorrected", "IdentifierCorrected", "IdentifierCorrected", "AccountIsClosed", "IdentifierCorrected"],
  ),
  mergeAccounts: byAgent(
    ({ mergeAccounts }, h) =>
      mergeAccounts({
        agent: AGENT,
        person: h.person,
        merged: DORA.nir,
        cause: "RegisteredTwice",
        proof: "Counter",
      }),
    ["BothInFile", "BothInFile", "BothInFile", "AccountIsClosed", "BothInFile"],
  ),
  reopenAccount: byAgent(
    ({ reopenAccount }, h) => reopenAccount({ agent: AGENT, person: h.person, cause: "AgentMistake" }),
    ["NotReopenable", "NotReopenable", "NotReopenable", "AccountReopened", "NotReopenable"],
  ),
  undoDeath: byAgent(
    ({ undoDeath }, h) => undoDeath({ ...BY, person: h.person, cause: "WrongPerson" }),
    ["NoDeathRecorded", "NoDeathRecorded", "NoDeathRecorded", "NoDeathRecorded", "NoDeathRecorded"],
  ),
  closeAccount: byAgent(
    ({ closeAccount }, h) => closeAccount({ agent: AGENT, person: h.person }),
    ["AccountClosed", "AccountClosed", "AccountClosed", "AccountIsClosed", "AccountClosed"],
  ),
  declareCompromised: byAgent(
    ({ declareCompromised }, h) => declareCompromised({ agent: AGENT, person: h.person }),
    ["DeclaredCompromised", "NotAllowed", "NotAllowed", "NotAllowed", "DeclaredCompromised"],
  ),
  requirePasswordChange: byAgent(
    ({ requirePasswordChange }, h) => requirePasswordChange({ agent: AGENT, people: [h.person], reason: "Precaution" }),
    [
      "PasswordChangeRequired",
      "PasswordChangeRequired",
      "PasswordChangeRequired",
      "PasswordChangeRequired",
      "PasswordChangeRequired",
    ],
  ),
  barContact: byAgent(
    ({ barContact }, h) => barContact({ agent: AGENT, person: h.person, contact: MAIL }),
    ["ContactBarred", "NotAllowed", "NotAllowed", "NotAllowed", "ContactBarred"],
  ),
  startConfidentialMode: byAgent(
    ({ startConfidentialMode }, h) => startConfidentialMode({ agent: AGENT, person: h.person }),
    ["ConfidentialModeSet", "ConfidentialModeSet", "ConfidentialModeSet", "AccountIsClosed", "ConfidentialModeSet"],
  ),
  endConfidentialMode: byAgent(
    ({ endConfidentialMode }, h) => endConfidentialMode({ agent: AGENT, person: h.person }),
    ["NotConfidential", "NotConfidential", "NotConfidential", "AccountIsClosed", "NotConfidential"],
  ),
  restoreAccess: byAgent(
    ({ restoreAccess }, h) => restoreAccess({ agent: AGENT, person: h.person, contact: "new@example.org" }),
    ["AccessRestored", "NotAllowed", "NotAllowed", "NotAllowed", "AccessRestored"],
  ),
  unlockAccount: byAgent(
    ({ unlockAccount }, h) => unlockAccount({ agent: AGENT, person: h.person, cause: "OthersTried" }),
    ["AccountUnlocked", "AccountUnlocked", "AccountUnlocked", "AccountUnlocked", "AccountUnlocked"],
  ),
  erasePerson: byAgent(
    ({ erasePerson }, h) => erasePerson({ agent: AGENT, person: h.person }),
    ["PersonErased", "PersonErased", "PersonErased", "PersonErased", "PersonErased"],
  ),
  recordMandate: byAgent(
    ({ recordMandate }, h) => recordMandate({ ...mandate, person: h.person, mandatary: h.person }),
    ["OwnMandatary", "OwnMandatary", "OwnMandatary", "SpaceOfMandataryClosed", "OwnMandatary"],
  ),
  changeMandate: byAgent(
    ({ changeMandate }, h) => changeMandate({ agent: AGENT, person: h.person, number: 1 }),
    ["MandateUnknown", "MandateUnknown", "MandateUnknown", "MandateUnknown", "MandateUnknown"],
  ),
  endMandate: byAgent(
    ({ endMandate }, h) => endMandate({ agent: AGENT, person: h.person, number: 1, cause: "Lifted" }),
    ["MandateUnknown", "MandateUnknown", "MandateUnknown", "MandateUnknown", "MandateUnknown"],
  ),
  listMandates: byAgent(
    ({ listMandates }, h) => listMandates({ agent: AGENT, person: h.person }),
    ["MandatesOfPerson", "MandatesOfPerson", "MandatesOfPerson", "MandatesOfPerson", "MandatesOfPerson"],
  ),
  migrationFigures: byAgent(
    ({ migrationFigures }) => migrationFigures({}),
    ["MigrationFigures", "MigrationFigures", "MigrationFigures", "MigrationFigures", "MigrationFigures"],
  ),
  listWork: byAgent(
    ({ listWork }, h) => listWork({ start: 0, person: h.person }),
    ["Work", "Work", "Work", "Work", "Work"],
  ),
  reverseWork: byAgent(
    ({ reverseWork }, h) => reverseWork({ agent: AGENT, item: `account/${h.person}@999` }),
    ["WorkUnknown", "WorkUnknown", "WorkUnknown", "WorkUnknown", "WorkUnknown"],
  ),
  getFile: byAgent(
    ({ getFile }) => getFile({ file: FILE }),
    ["FileView", "FileView", "FileView", "FileView", "FileView"],
  ),
}

import type { AgencyVerbs } from "../../src/application/agency.ts"
import { AGENT, FILE } from "./family.ts"
import { ADA, MAIL } from "./test-context.ts"
import { byAgent, type VerbLine } from "./verb-line.ts"

const BY = { agent: AGENT, file: FILE }

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
    ["AlreadyMember", "AlreadyMember", "AlreadyMember", "AlreadyMember", "AlreadyMember"],
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
  closeAccount: byAgent(
    ({ closeAccount }, h) => closeAccount({ agent: AGENT, person: h.person }),
    ["AccountClosed", "AccountClosed", "AccountClosed", "AccountIsClosed", "AccountClosed"],
  ),
  declareCompromised: byAgent(
    ({ declareCompromised }, h) => declareCompromised({ agent: AGENT, person: h.person }),
    ["DeclaredCompromised", "NotAllowed", "NotAllowed", "NotAllowed", "DeclaredCompromised"],
  ),
  barContact: byAgent(
    ({ barContact }, h) => barContact({ agent: AGENT, person: h.person, contact: MAIL }),
    ["ContactBarred", "NotAllowed", "NotAllowed", "NotAllowed", "ContactBarred"],
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
  getFile: byAgent(
    ({ getFile }) => getFile({ file: FILE }),
    ["FileView", "FileView", "FileView", "FileView", "FileView"],
  ),
}

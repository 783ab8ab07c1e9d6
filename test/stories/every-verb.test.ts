import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { Agency, type AgencyVerbs } from "../../src/application/agency.ts"
import { MonCompte, type Verbs } from "../../src/application/mon-compte.ts"
import { AGENT, FILE, family, NOON } from "./family.ts"
import {
  ADA,
  BOB,
  type Inside,
  MAIL,
  PASSWORD,
  signedIn,
  started,
  story,
  type TestContext,
  tagOf,
} from "./test-context.ts"

/**
 * Every verb there is, by somebody whose account is locked, was never migrated, is migrating, is closed, or is another
 * family's. A verb that is added does not compile until it has its line.
 */
const CONDITIONS = ["locked", "legacy", "migrating", "closed", "foreign"] as const
type Condition = (typeof CONDITIONS)[number]

/** What the person holds: where an account cannot give it, one that nobody ever gave. */
interface Hands {
  readonly identifier: string
  readonly password: string
  readonly session: string
  readonly ticket: string
  /** The id of the person the verbs are about. */
  readonly person: string
}

type Door = MonCompte | Agency
type Call = (hands: Hands) => Effect.Effect<{ readonly _tag: string }, { readonly _tag: string }, Door>

/** How a verb ends, in the order of the conditions. */
type Ends = readonly [locked: string, legacy: string, migrating: string, closed: string, foreign: string]

interface Line {
  readonly call: Call
  readonly ends: Ends
}

const forged = (person: string) => `${person}.${"A".repeat(43)}`

const holding: Readonly<Record<Condition, (context: TestContext) => Effect.Effect<Hands, unknown, Inside>>> = {
  locked: (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ids = yield* family()
      const session = yield* signedIn(context)
      yield* Effect.repeat(Effect.ignore(monCompte.signIn({ identifier: ADA.nir, password: "wrong" })), { times: 4 })
      return { identifier: ADA.nir, password: PASSWORD, session, ticket: forged(ids.ada), person: ids.ada }
    }),
  legacy: () =>
    Effect.gen(function* () {
      const ids = yield* family()
      const [session, ticket] = [forged(ids.ada), forged(ids.ada)]
      return { identifier: ADA.nir, password: PASSWORD, session, ticket, person: ids.ada }
    }),
  migrating: () =>
    Effect.gen(function* () {
      const ids = yield* family()
      const { ticket } = yield* started()
      // Nothing the wizard gave opens what a session opens.
      return { identifier: ADA.nir, password: PASSWORD, session: ticket, ticket, person: ids.ada }
    }),
  closed: (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const ids = yield* family()
      const session = yield* signedIn(context)
      yield* agency.closeAccount({ agent: AGENT, person: ids.ada })
      return { identifier: ADA.nir, password: PASSWORD, session, ticket: forged(ids.ada), person: ids.ada }
    }),
  foreign: (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const ids = yield* family()
      yield* signedIn(context)
      yield* agency.openFile({ agent: AGENT, file: BOB.file, holder: BOB.nir })
      const session = yield* signedIn(context, BOB, "bob@example.org")
      return { identifier: ADA.nir, password: "Another12", session, ticket: forged(ids.ada), person: ids.ada }
    }),
}

type Answer = Effect.Effect<{ readonly _tag: string }, { readonly _tag: string }>

const byPerson = (call: (verbs: Verbs, hands: Hands) => Answer, ends: Ends): Line => ({
  call: (hands) => Effect.flatMap(MonCompte, (verbs) => call(verbs, hands)),
  ends,
})

const byAgent = (call: (verbs: AgencyVerbs, hands: Hands) => Answer, ends: Ends): Line => ({
  call: (hands) => Effect.flatMap(Agency, (verbs) => call(verbs, hands)),
  ends,
})

const ANEW = { password: "Azerty34", confirmation: "Azerty34" }
const BY = { agent: AGENT, file: FILE }

/** In the order of the conditions: locked, legacy, migrating, closed, foreign. */
const persons: Readonly<Record<keyof Verbs, Line>> = {
  signIn: byPerson(
    ({ signIn }, h) => signIn({ identifier: h.identifier, password: h.password }),
    ["Refused", "Refused", "Refused", "Refused", "Refused"],
  ),
  createAccount: byPerson(
    ({ createAccount }, h) => createAccount({ identifier: h.identifier, birthName: "Faure", birthDate: "1969-05-01" }),
    ["CreationRefused", "CreationRefused", "CreationRefused", "CreationRefused", "CreationRefused"],
  ),
  startMigration: byPerson(
    ({ startMigration }, h) => startMigration(h),
    ["TicketUnknown", "TicketUnknown", "NotInvited", "TicketUnknown", "TicketUnknown"],
  ),
  termsInForce: byPerson(
    ({ termsInForce }) => Effect.as(termsInForce(), { _tag: "Terms" }),
    ["Terms", "Terms", "Terms", "Terms", "Terms"],
  ),
  acceptTerms: byPerson(
    ({ acceptTerms }, h) => acceptTerms({ ...h, version: "1" }),
    ["TicketUnknown", "TicketUnknown", "PasswordPending", "TicketUnknown", "TicketUnknown"],
  ),
  refuseTerms: byPerson(
    ({ refuseTerms }, h) => refuseTerms(h),
    ["TicketUnknown", "TicketUnknown", "Left", "TicketUnknown", "TicketUnknown"],
  ),
  choosePassword: byPerson(
    ({ choosePassword }, h) => choosePassword({ ...h, ...ANEW }),
    ["TicketUnknown", "TicketUnknown", "NotAllowed", "TicketUnknown", "TicketUnknown"],
  ),
  sendCode: byPerson(
    ({ sendCode }, h) => sendCode({ ...h, contact: MAIL }),
    ["TicketUnknown", "TicketUnknown", "NotAllowed", "TicketUnknown", "TicketUnknown"],
  ),
  resendCode: byPerson(
    ({ resendCode }, h) => resendCode(h),
    ["TicketUnknown", "TicketUnknown", "NotAllowed", "TicketUnknown", "TicketUnknown"],
  ),
  confirmCode: byPerson(
    ({ confirmCode }, h) => confirmCode({ ...h, code: "000000" }),
    ["TicketUnknown", "TicketUnknown", "NotAllowed", "TicketUnknown", "TicketUnknown"],
  ),
  goBack: byPerson(
    ({ goBack }, h) => goBack(h),
    ["TicketUnknown", "TicketUnknown", "NotAllowed", "TicketUnknown", "TicketUnknown"],
  ),
  abandonMigration: byPerson(
    ({ abandonMigration }, h) => abandonMigration(h),
    ["TicketUnknown", "TicketUnknown", "Left", "TicketUnknown", "TicketUnknown"],
  ),
  migrationProgress: byPerson(
    ({ migrationProgress }, h) => migrationProgress(h),
    ["TicketUnknown", "TicketUnknown", "TermsPending", "TicketUnknown", "TicketUnknown"],
  ),
  rememberMe: byPerson(
    ({ rememberMe }, h) => rememberMe(h),
    ["Remembered", "SessionOver", "SessionOver", "SessionOver", "Remembered"],
  ),
  rememberedIdentifier: byPerson(
    ({ rememberedIdentifier }, h) => rememberedIdentifier({ device: h.ticket }),
    ["DeviceUnknown", "DeviceUnknown", "DeviceUnknown", "DeviceUnknown", "DeviceUnknown"],
  ),
  forgetDevice: byPerson(
    ({ forgetDevice }, h) => forgetDevice({ device: h.ticket }),
    ["DeviceUnknown", "DeviceUnknown", "DeviceUnknown", "DeviceUnknown", "DeviceUnknown"],
  ),
  whoAmI: byPerson(
    ({ whoAmI }, h) => whoAmI(h),
    ["CurrentPerson", "SessionOver", "SessionOver", "SessionOver", "CurrentPerson"],
  ),
  listSessions: byPerson(
    ({ listSessions }, h) => listSessions(h),
    ["Sessions", "SessionOver", "SessionOver", "SessionOver", "Sessions"],
  ),
  revokeSession: byPerson(
    ({ revokeSession }, h) => revokeSession({ ...h, number: 1 }),
    ["SessionRevoked", "SessionOver", "SessionOver", "SessionOver", "SessionRevoked"],
  ),
  revokeOtherSessions: byPerson(
    ({ revokeOtherSessions }, h) => revokeOtherSessions(h),
    ["OthersRevoked", "SessionOver", "SessionOver", "SessionOver", "OthersRevoked"],
  ),
  signOut: byPerson(
    ({ signOut }, h) => signOut(h),
    ["SignedOut", "SessionOver", "SessionOver", "SessionOver", "SignedOut"],
  ),
  changePassword: byPerson(
    ({ changePassword }, h) => changePassword({ ...h, ...ANEW, current: PASSWORD }),
    ["Waiting", "SessionOver", "SessionOver", "SessionOver", "PasswordChanged"],
  ),
  changeContact: byPerson(
    ({ changeContact }, h) => changeContact({ ...h, current: PASSWORD, contact: MAIL }),
    ["Waiting", "SessionOver", "SessionOver", "SessionOver", "ContactCodeSent"],
  ),
  resendContactCode: byPerson(
    ({ resendContactCode }, h) => resendContactCode(h),
    ["NotAllowed", "SessionOver", "SessionOver", "SessionOver", "NotAllowed"],
  ),
  confirmContact: byPerson(
    ({ confirmContact }, h) => confirmContact({ ...h, code: "000000" }),
    ["NotAllowed", "SessionOver", "SessionOver", "SessionOver", "NotAllowed"],
  ),
  contactChangeProgress: byPerson(
    ({ contactChangeProgress }, h) => contactChangeProgress(h),
    ["NoContactAsked", "SessionOver", "SessionOver", "SessionOver", "NoContactAsked"],
  ),
  startRecovery: byPerson(
    ({ startRecovery }, h) => startRecovery(h),
    ["CodeSentIfKnown", "CodeSentIfKnown", "CodeSentIfKnown", "CodeSentIfKnown", "CodeSentIfKnown"],
  ),
  confirmRecovery: byPerson(
    ({ confirmRecovery }, h) => confirmRecovery({ ...h, code: "000000" }),
    ["TicketUnknown", "TicketUnknown", "TicketUnknown", "TicketUnknown", "TicketUnknown"],
  ),
  chooseRecoveredPassword: byPerson(
    ({ chooseRecoveredPassword }, h) => chooseRecoveredPassword({ ...h, ...ANEW }),
    ["TicketUnknown", "TicketUnknown", "TicketUnknown", "TicketUnknown", "TicketUnknown"],
  ),
  replacePassword: byPerson(
    ({ replacePassword }, h) => replacePassword({ ...h, ...ANEW }),
    ["TicketUnknown", "TicketUnknown", "TicketUnknown", "TicketUnknown", "TicketUnknown"],
  ),
  acceptNewTerms: byPerson(
    ({ acceptNewTerms }, h) => acceptNewTerms({ ...h, version: "1" }),
    ["TicketUnknown", "TicketUnknown", "TicketUnknown", "TicketUnknown", "TicketUnknown"],
  ),
  grantDelegation: byPerson(
    ({ grantDelegation }, h) => grantDelegation({ ...h, file: FILE }),
    ["DelegationView", "SessionOver", "SessionOver", "SessionOver", "NotPermitted"],
  ),
  revokeDelegation: byPerson(
    ({ revokeDelegation }, h) => revokeDelegation({ ...h, file: FILE }),
    ["NoDelegation", "SessionOver", "SessionOver", "SessionOver", "NotPermitted"],
  ),
  renounceDelegation: byPerson(
    ({ renounceDelegation }, h) => renounceDelegation({ ...h, file: FILE }),
    ["NotPermitted", "SessionOver", "SessionOver", "SessionOver", "NotPermitted"],
  ),
  declareSeparation: byPerson(
    ({ declareSeparation }, h) => declareSeparation({ ...h, file: FILE, fact: "2026-11-01" }),
    ["Separated", "SessionOver", "SessionOver", "SessionOver", "NotPermitted"],
  ),
  listMyFiles: byPerson(
    ({ listMyFiles }, h) => listMyFiles(h),
    ["MyFiles", "SessionOver", "SessionOver", "SessionOver", "MyFiles"],
  ),
  explainRight: byPerson(
    ({ explainRight }, h) => explainRight({ ...h, file: FILE, action: "ViewFile" }),
    ["Decision", "SessionOver", "SessionOver", "SessionOver", "Decision"],
  ),
  recordAction: byPerson(
    ({ recordAction }, h) => recordAction({ ...h, file: FILE, action: "ViewFile" }),
    ["ActionRecorded", "SessionOver", "SessionOver", "SessionOver", "NotPermitted"],
  ),
  listActions: byPerson(
    ({ listActions }, h) => listActions({ ...h, file: FILE }),
    ["Actions", "SessionOver", "SessionOver", "SessionOver", "Actions"],
  ),
}

/** An agent acts whatever the account has come to; it is the file that says yes or no. */
const agents: Readonly<Record<keyof AgencyVerbs, Line>> = {
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
  erasePerson: byAgent(
    ({ erasePerson }, h) => erasePerson({ agent: AGENT, person: h.person }),
    ["PersonErased", "PersonErased", "PersonErased", "PersonErased", "PersonErased"],
  ),
  getFile: byAgent(
    ({ getFile }) => getFile({ file: FILE }),
    ["FileView", "FileView", "FileView", "FileView", "FileView"],
  ),
}

describe.each(CONDITIONS)("whose account is %s", (condition) => {
  story("finds every verb answering as it should, and no defect", (context) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(NOON)
      const hands = yield* holding[condition](context)
      const start = context.storage.snapshot()
      const place = CONDITIONS.indexOf(condition)
      const ends: Record<string, string | undefined> = {}
      const expected: Record<string, string | undefined> = {}
      for (const [door, all] of Object.entries({ persons, agents })) {
        for (const [name, line] of Object.entries(all)) {
          context.storage.restore(start)
          ends[`${door}.${name}`] = yield* tagOf(line.call(hands))
          expected[`${door}.${name}`] = line.ends[place]
        }
      }
      expect(ends).toEqual(expected)
    }),
  )
})

import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import type { AgencyVerbs } from "../../src/application/agency.ts"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import type { Verbs } from "../../src/application/mon-compte.ts"
import type { AnnouncementAbout } from "../../src/ports/notifier.ts"
import { AGENT, createSpace, FILE } from "./family.ts"
import { TUTELLE } from "./guardians.ts"
import { announcedWithLinks, press, tokenTo, withPage } from "./report-links.ts"
import { ADA, BOB, latestCode, MAIL, PASSWORD, type StoryEnvironment, type TestContext, tagOf } from "./test-context.ts"

const BY = { agent: AGENT, file: FILE }
const GUS_MAIL = "gus@example.org"
export const RECORDED = "recorded@example.org"
const NEW_MAIL = "new@example.org"
const TYPED = { password: "Nouveau34", confirmation: "Nouveau34" }
const BOTH = [MAIL, "bruno@example.org"]

export interface Life {
  readonly context: TestContext
  readonly agency: AgencyVerbs
  readonly monCompte: Verbs
  readonly ids: Readonly<Record<"ada" | "bruno" | "cleo" | "dora", string>>
  readonly gus: string
  readonly adas: { readonly session: string; readonly file: string }
}

interface Grave {
  /** What happens to Ada, who holds the file, to Bruno, her spouse, or to Gus, who has a file of his own. */
  readonly happens: (life: Life) => Effect.Effect<unknown, unknown, StoryEnvironment>
  /** The addresses that receive one announcement each. */
  readonly to: ReadonlyArray<string>
}

const changeContact = ({ adas: { session }, context, monCompte }: Life) =>
  Effect.gen(function* () {
    yield* monCompte.changeContact({ session, current: PASSWORD, contact: NEW_MAIL })
    yield* monCompte.confirmContact({ session, code: yield* latestCode(context) })
  })

const recover = ({ context, monCompte }: Life) =>
  Effect.gen(function* () {
    const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
    yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
    yield* monCompte.chooseRecoveredPassword({ ticket, ...TYPED })
  })

const recordMandate = ({ agency, gus, ids }: Life, lastDay?: string) =>
  agency.recordMandate({
    ...TUTELLE,
    person: ids.ada,
    mandatary: gus,
    ...(lastDay === undefined ? {} : { lastDay }),
  })

const separateBruno = ({ agency, ids }: Life) => agency.removeMember({ ...BY, person: ids.bruno, cause: "LeftHome" })

const mandateChanges = (life: Life) =>
  Effect.andThen(
    recordMandate(life),
    life.agency.changeMandate({
      agent: AGENT,
      person: life.ids.ada,
      number: 1,
      powers: ["View"],
      leaves: "Everything",
    }),
  )

const mandateEnds = (life: Life) =>
  Effect.andThen(
    recordMandate(life),
    life.agency.endMandate({ agent: AGENT, person: life.ids.ada, number: 1, cause: "Lifted" }),
  )

/** To the day on which both are reminded: 15 days before an authorisation ends, and 180 before a mandate does. */
const at = (day: string) => Effect.andThen(TestClock.setTime(Date.parse(`${day}T12:00:00Z`)), deliverDue())

const mandateIsEnding = (life: Life) => Effect.andThen(recordMandate(life, "2027-11-30"), at("2027-06-04"))

/** Who is notified of what. A new kind of announcement does not compile until it has its line here. */
export const grave: Readonly<Record<AnnouncementAbout, Grave>> = {
  AccountOpened: { happens: () => Effect.void, to: [RECORDED] },
  MemberAccountOpened: { happens: () => Effect.void, to: [MAIL] },
  PasswordChanged: {
    happens: ({ adas: { session }, monCompte }) => monCompte.changePassword({ session, current: PASSWORD, ...TYPED }),
    to: [MAIL],
  },
  PasswordRecovered: { happens: recover, to: [MAIL] },
  ContactChanged: { happens: changeContact, to: [MAIL] },
  ContactRestored: { happens: (life) => Effect.andThen(changeContact(life), recover(life)), to: [MAIL, NEW_MAIL] },
  ContactBarred: {
    happens: ({ agency, ids }) => agency.barContact({ agent: AGENT, person: ids.ada, contact: MAIL }),
    to: [MAIL],
  },
  AccessRestored: {
    happens: ({ agency, ids }) => agency.restoreAccess({ agent: AGENT, person: ids.ada, contact: NEW_MAIL }),
    to: [MAIL],
  },
  AccountUnlocked: {
    happens: ({ agency, ids }) => agency.unlockAccount({ agent: AGENT, person: ids.ada, cause: "OthersTried" }),
    to: [MAIL],
  },
  ManyWrongPasswords: {
    happens: ({ monCompte }) =>
      Effect.repeat(tagOf(monCompte.signIn({ identifier: ADA.nir, password: "Pas celui1" })), { times: 4 }),
    to: [MAIL],
  },
  AccountClosed: { happens: ({ agency, ids }) => agency.closeAccount({ agent: AGENT, person: ids.ada }), to: [MAIL] },
  AccountReopened: {
    happens: ({ agency, ids }) =>
      Effect.andThen(
        agency.closeAccount({ agent: AGENT, person: ids.ada }),
        agency.reopenAccount({ agent: AGENT, person: ids.ada, cause: "AgentMistake" }),
      ),
    to: [MAIL],
  },
  AccountsMerged: {
    happens: ({ agency, ids }) =>
      Effect.gen(function* () {
        const { person } = yield* agency.issueProvisional({ agent: AGENT })
        const merged = { person: ids.ada, merged: person, cause: "NumberBecameKnown", proof: "Document" } as const
        yield* agency.mergeAccounts({ agent: AGENT, ...merged })
      }),
    to: [MAIL],
  },
  IdentifierCorrected: {
    happens: ({ agency, ids }) =>
      agency.correctIdentifier({ agent: AGENT, person: ids.ada, nir: "1 69 05 49 588 157", cause: "SexMention" }),
    to: [MAIL],
  },
  IdentifierReplaced: {
    happens: ({ agency, context }) =>
      Effect.gen(function* () {
        const birthDate = "2008-05-06"
        const { person } = yield* agency.addChild({ ...BY, birth: birthDate })
        const issued = yield* agency.issueProvisional({ agent: AGENT, person: person ?? "" })
        yield* createSpace(context, { nir: issued.identifier, birthName: "Martin", birthDate }, "zoe@example.org")
        yield* agency.recordNir({ agent: AGENT, person: person ?? "", nir: "2 08 05 49 588 159" })
      }),
    to: ["zoe@example.org"],
  },
  DeathRecorded: { happens: ({ agency, ids }) => agency.recordDeath({ ...BY, person: ids.bruno }), to: BOTH },
  DeathUndone: {
    happens: ({ agency, ids }) =>
      Effect.andThen(
        agency.recordDeath({ ...BY, person: ids.bruno }),
        agency.undoDeath({ ...BY, person: ids.bruno, cause: "WrongPerson" }),
      ),
    to: BOTH,
  },
  SeparationDeclared: {
    happens: ({ adas, monCompte }) => monCompte.declareSeparation({ ...adas, fact: "2026-11-20" }),
    to: BOTH,
  },
  SeparationCorrected: {
    happens: ({ agency, ids }) =>
      Effect.andThen(
        agency.declareSeparation({ ...BY, person: ids.ada, fact: "2026-11-20" }),
        agency.undoSeparation({ ...BY, cause: "WrongFile" }),
      ),
    to: BOTH,
  },
  // Gus holds no file: the holder of his file is Bob, who has not migrated and has a contact on record.
  LegacyPasswordEnded: {
    happens: ({ agency, gus }) => agency.removeMember({ agent: AGENT, file: BOB.file, person: gus, cause: "LeftHome" }),
    to: ["bob@example.org"],
  },
  CoupleFormed: {
    happens: (life) => Effect.andThen(separateBruno(life), life.agency.formCouple({ ...BY, spouse: life.ids.bruno })),
    to: BOTH,
  },
  CoupleEnded: { happens: separateBruno, to: BOTH },
  FileClosed: { happens: ({ agency }) => agency.closeFile({ ...BY, cause: "NoMoreRights" }), to: BOTH },
  FileReopened: {
    happens: ({ agency }) =>
      Effect.andThen(
        agency.closeFile({ ...BY, cause: "NoMoreRights" }),
        agency.reopenFile({ ...BY, cause: "WrongFile" }),
      ),
    to: BOTH,
  },
  HolderChanged: {
    happens: ({ agency, ids }) => agency.changeHolder({ ...BY, to: ids.bruno, cause: "Agreement" }),
    to: BOTH,
  },
  FilesMerged: {
    happens: (life) =>
      Effect.gen(function* () {
        yield* separateBruno(life)
        yield* life.agency.openFile({ agent: AGENT, file: "file-9", holder: life.ids.bruno })
        yield* life.agency.mergeFiles({ ...BY, from: "file-9" })
      }),
    to: BOTH,
  },
  ConfidentialModeStarted: {
    happens: ({ adas: { session }, monCompte }) => monCompte.startConfidentialMode({ session, current: PASSWORD }),
    to: [MAIL],
  },
  ConfidentialModeEnded: {
    happens: ({ agency, ids }) =>
      Effect.andThen(
        agency.startConfidentialMode({ agent: AGENT, person: ids.ada }),
        agency.endConfidentialMode({ agent: AGENT, person: ids.ada }),
      ),
    to: [MAIL],
  },
  DelegationGranted: { happens: ({ adas, monCompte }) => monCompte.grantDelegation(adas), to: BOTH },
  DelegationEnded: {
    happens: ({ adas, monCompte }) => Effect.andThen(monCompte.grantDelegation(adas), monCompte.revokeDelegation(adas)),
    to: BOTH,
  },
  DelegationEnding: {
    happens: ({ adas, monCompte }) =>
      Effect.andThen(monCompte.grantDelegation({ ...adas, lastDay: "2027-01-31" }), at("2027-01-17")),
    to: BOTH,
  },
  MustChangePassword: {
    happens: ({ agency, ids }) => agency.declareCompromised({ agent: AGENT, person: ids.ada }),
    to: [MAIL],
  },
  PasswordChangeRequired: {
    happens: ({ agency, ids }) =>
      agency.requirePasswordChange({ agent: AGENT, people: [ids.ada], reason: "Precaution" }),
    to: [MAIL],
  },
  ChangeReported: {
    happens: (life) =>
      Effect.gen(function* () {
        yield* withPage(changeContact(life))
        yield* withPage(announcedWithLinks(life.context))
        yield* withPage(press(yield* tokenTo(life.context, "ContactChanged", MAIL)))
      }),
    to: [MAIL, NEW_MAIL],
  },
  MandateRecorded: { happens: recordMandate, to: [MAIL] },
  HeldMandateRecorded: { happens: recordMandate, to: [GUS_MAIL] },
  MandateChanged: { happens: mandateChanges, to: [MAIL] },
  HeldMandateChanged: { happens: mandateChanges, to: [GUS_MAIL] },
  MandateEnded: { happens: mandateEnds, to: [MAIL] },
  HeldMandateEnded: { happens: mandateEnds, to: [GUS_MAIL] },
  MandateEnding: {
    happens: mandateIsEnding,
    to: [MAIL],
  },
  HeldMandateEnding: {
    happens: mandateIsEnding,
    to: [GUS_MAIL],
  },
}

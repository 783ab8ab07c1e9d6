import * as Effect from "effect/Effect"
import { Agency } from "../../../src/application/agency.ts"
import { MonCompte } from "../../../src/application/mon-compte.ts"
import { LEGACY, mailOf, type Person, spouseOf } from "./person.ts"

const PASSWORD = "Azerty12"
const NEW_PASSWORD = "Nouveau34"
type Answer = { readonly _tag: string }

/** A step of the workload: a call of a use case, and its expected answer, however often the process dies during it. */
export interface Step {
  readonly useCase: string
  /** The summary of the answer, as `summaryOf` writes it. */
  readonly expected: string
  /** The number of codes that must have arrived before the step. */
  readonly codes?: number
  /** `false` for a step that is refused without a write: its command id is not stored. */
  readonly commits?: boolean
  /** The number of announcements that must have arrived before the step. */
  readonly announcements?: number
  readonly run: (person: Person, commandId: string) => Effect.Effect<Answer, Answer, MonCompte | Agency>
}

type Call<Facade> = (facade: Facade, person: Person, commandId: string) => Effect.Effect<Answer, Answer>

/** A step of the person. */
const step = (useCase: string, expected: string, call: Call<MonCompte["Service"]>, codes = 0): Step => ({
  useCase,
  expected,
  codes,
  run: (person, commandId) => Effect.flatMap(MonCompte, (monCompte) => call(monCompte, person, commandId)),
})

/** A step of an agent of the fund. */
const agentStep = (useCase: string, expected: string, call: Call<Agency["Service"]>): Step => ({
  useCase,
  expected,
  run: (person, commandId) => Effect.flatMap(Agency, (agency) => call(agency, person, commandId)),
})

const wrongCode = (codes: ReadonlyArray<string>) =>
  ["000000", "000001", "000002", "000003"].find((code) => !codes.includes(code)) ?? ""

const signInWithLegacyPassword = step("signIn", "MigrationRequired", ({ signIn }, { nir }) =>
  signIn({ identifier: nir, password: LEGACY }),
)
const startMigration = step("startMigration", "TermsPending", ({ startMigration }, { ticket }, commandId) =>
  startMigration({ ticket, commandId }),
)
const acceptTerms = step("acceptTerms", "PasswordPending", ({ acceptTerms }, { ticket }, commandId) =>
  acceptTerms({ ticket, commandId, version: "1" }),
)
const choosePassword = step("choosePassword", "ContactPending", ({ choosePassword }, { ticket }, commandId) =>
  choosePassword({ ticket, commandId, password: PASSWORD, confirmation: PASSWORD }),
)
const sendCode = step("sendCode", "CodePending 5", ({ sendCode }, person, commandId) =>
  sendCode({ ticket: person.ticket, commandId, contact: mailOf(person) }),
)
const confirmWrongCode = (codes: number, triesLeft: number) =>
  step(
    "confirmCode",
    `CodeWrong ${triesLeft}`,
    ({ confirmCode }, person, commandId) =>
      confirmCode({ ticket: person.ticket, commandId, code: wrongCode(person.codes) }),
    codes,
  )
const resendCode = step("resendCode", "CodePending 4", ({ resendCode }, { ticket }, commandId) =>
  resendCode({ ticket, commandId }),
)
const confirmSupersededCode: Step = {
  ...step(
    "confirmCode",
    "CodeSuperseded 4",
    ({ confirmCode }, { codes, ticket }, commandId) => confirmCode({ ticket, commandId, code: codes[0] ?? "" }),
    2,
  ),
  commits: false,
}
const goBack = step("goBack", "ContactPending", ({ goBack }, { ticket }, commandId) => goBack({ ticket, commandId }))
const confirmCode = step(
  "confirmCode",
  "Completed",
  ({ confirmCode }, { codes, ticket }, commandId) => confirmCode({ ticket, commandId, code: codes[2] ?? "" }),
  3,
)
const signInWith = (password: string) =>
  step("signIn", "SignedIn", ({ signIn }, { nir }) => signIn({ identifier: nir, password }))
const whoAmI = step("whoAmI", "CurrentPerson", ({ whoAmI }, { session }) => whoAmI({ session }))
const changeContact = step("changeContact", "ContactCodeSent 5", ({ changeContact }, { name, session }, commandId) =>
  changeContact({ session, commandId, current: PASSWORD, contact: `${name}+new@example.org` }),
)
const confirmContact = step(
  "confirmContact",
  "ContactChanged",
  ({ confirmContact }, { codes, session }, commandId) => confirmContact({ session, commandId, code: codes[3] ?? "" }),
  4,
)
const changePassword = step("changePassword", "PasswordChanged", ({ changePassword }, { session }, commandId) =>
  changePassword({ session, commandId, current: PASSWORD, password: NEW_PASSWORD, confirmation: NEW_PASSWORD }),
)
const signOut = step("signOut", "SignedOut", ({ signOut }, { session }, commandId) => signOut({ session, commandId }))
const readProgress = step("migrationProgress", "Completed", ({ migrationProgress }, { ticket }) =>
  migrationProgress({ ticket }),
)
const signInWithOldPassword = step("signIn", "Refused", ({ signIn }, { nir }) =>
  signIn({ identifier: nir, password: LEGACY }),
)
const abandonMigration = step("abandonMigration", "Left", ({ abandonMigration }, { ticket }, commandId) =>
  abandonMigration({ ticket, commandId }),
)
const refuseTerms = step("refuseTerms", "Left", ({ refuseTerms }, { ticket }, commandId) =>
  refuseTerms({ ticket, commandId }),
)

const startRecovery = step("startRecovery", "CodeSentIfKnown", ({ startRecovery }, { nir }) =>
  startRecovery({ identifier: nir }),
)
/** A repeated start sends another code, which may arrive later. Until then the older code is superseded. */
const confirmRecovery = step(
  "confirmRecovery",
  "PasswordToChoose",
  ({ confirmRecovery }, { codes, ticket }) =>
    Effect.catchIf(
      confirmRecovery({ ticket, code: codes.at(-1) ?? "" }),
      ({ _tag }) => _tag === "RecoveryCodeRefused",
      () => Effect.delay(Effect.fail({ _tag: "TryLater" }), "500 millis"),
    ),
  5,
)
const RECOVERED = "Retrouve56"
const chooseRecoveredPassword = step(
  "chooseRecoveredPassword",
  "PasswordRecovered",
  ({ chooseRecoveredPassword }, { ticket }, commandId) =>
    chooseRecoveredPassword({ ticket, commandId, password: RECOVERED, confirmation: RECOVERED }),
)

const byAgent = ({ name: file }: Person, commandId: string) => ({ agent: "agent-7", file, commandId })
const openFile = agentStep("openFile", "FileView", ({ openFile }, person, commandId) =>
  openFile({ ...byAgent(person, commandId), holder: person.nir, on: "2020-01-01" }),
)
const formCouple = agentStep("formCouple", "FileView", ({ formCouple }, person, commandId) =>
  formCouple({ ...byAgent(person, commandId), spouse: spouseOf(person).identifier, on: "2021-01-01" }),
)
const addChild = agentStep("addChild", "FileView", ({ addChild }, person, commandId) =>
  addChild({ ...byAgent(person, commandId), birth: "2022-03-04", on: "2022-03-04" }),
)
const createSpouseAccount = step("createAccount", "CreationOpened", ({ createAccount }, person) =>
  createAccount(spouseOf(person)),
)
const grantDelegation = step(
  "grantDelegation",
  "DelegationView",
  ({ grantDelegation }, { name: file, session }, commandId) => grantDelegation({ session, file, commandId }),
)
const recordAction = step("recordAction", "ActionRecorded", ({ recordAction }, { name: file, session }, commandId) =>
  recordAction({ session, file, commandId, action: "MakeHouseholdProcedure" }),
)
const declareSeparation = step(
  "declareSeparation",
  "Separated",
  ({ declareSeparation }, { name: file, session }, commandId) =>
    declareSeparation({ session, file, commandId, fact: "2024-01-01" }),
)

/**
 * The number of announcements in the workload. The old contact learns of the new one. Both contacts learn of the changed
 * password, of the recovery and that it restored the old contact, which alone learns of the delegation and separation.
 */
export const ANNOUNCEMENTS = 10
const awaitAnnouncements: Step = { ...whoAmI, announcements: ANNOUNCEMENTS }

/**
 * The sequence of steps of each person. Two migrations are abandoned; the third has every detour, and completes. The
 * person changes contact and password, forgets the password and recovers it. Then come a household file, a couple, a
 * child, an abandoned migration of the spouse, a delegation, and its end by a separation.
 */
export const workload: ReadonlyArray<Step> = [
  ...[signInWithLegacyPassword, startMigration, refuseTerms],
  ...[signInWithLegacyPassword, startMigration, acceptTerms, choosePassword, abandonMigration],
  ...[
    signInWithLegacyPassword,
    startMigration,
    acceptTerms,
    choosePassword,
    sendCode,
    confirmWrongCode(1, 4),
    resendCode,
    confirmSupersededCode,
    goBack,
    sendCode,
    confirmWrongCode(3, 4),
  ],
  ...[
    confirmCode,
    readProgress,
    signInWith(PASSWORD),
    signInWithOldPassword,
    whoAmI,
    changeContact,
    confirmContact,
    changePassword,
  ],
  ...[
    signInWith(NEW_PASSWORD),
    whoAmI,
    signOut,
    signInWith(NEW_PASSWORD),
    startRecovery,
    confirmRecovery,
    chooseRecoveredPassword,
    signInWith(RECOVERED),
  ],
  ...[
    openFile,
    formCouple,
    addChild,
    createSpouseAccount,
    startMigration,
    acceptTerms,
    abandonMigration,
    grantDelegation,
    recordAction,
    declareSeparation,
    awaitAnnouncements,
  ],
]

/** The tag of an answer, followed by the tries left, if any. */
export const summaryOf = (answer: Answer): string => {
  const tries = Reflect.get(answer, "triesLeft")
  return tries === undefined ? answer._tag : `${answer._tag} ${tries}`
}

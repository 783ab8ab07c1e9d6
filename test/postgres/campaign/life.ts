import * as Effect from "effect/Effect"
import { Agency } from "../../../src/application/agency.ts"
import { MonCompte } from "../../../src/application/mon-compte.ts"

/** What is known outside of the process about a person: in the browser, and in the mailbox. */
export interface Person {
  readonly name: string
  readonly nir: string
  /** How many steps of the life were answered. */
  step: number
  ticket: string
  session: string
  /** The codes that came, one a message, oldest first. */
  readonly codes: Array<string>
  /** What the person was told of without being asked, one a message, oldest first. */
  readonly news: Array<string>
}

export const LEGACY = "12345678"
export const PASSWORD = "Azerty12"
const NEW_PASSWORD = "Nouveau34"
export const mailOf = ({ name }: Pick<Person, "name">) => `${name}@example.org`

type Answer = { readonly _tag: string }

/** One use case of a life: what is asked, and the answer there must be, however often the process died meanwhile. */
export interface Step {
  readonly doing: string
  readonly told: string
  /** How many messages must have come before. */
  readonly codes?: number
  /** How much news must have come before. */
  readonly news?: number
  readonly ask: (person: Person, commandId: string) => Effect.Effect<Answer, Answer, MonCompte | Agency>
}

type Ask = (monCompte: MonCompte["Service"], person: Person, commandId: string) => Effect.Effect<Answer, Answer>

const step = (doing: string, told: string, ask: Ask, codes = 0): Step => ({
  doing,
  told,
  codes,
  ask: (person, commandId) => Effect.flatMap(MonCompte, (monCompte) => ask(monCompte, person, commandId)),
})

type AskAgency = (agency: Agency["Service"], person: Person, commandId: string) => Effect.Effect<Answer, Answer>

/** What an agent of the fund does meanwhile. */
const agents = (doing: string, told: string, ask: AskAgency): Step => ({
  doing,
  told,
  ask: (person, commandId) => Effect.flatMap(Agency, (agency) => ask(agency, person, commandId)),
})

const wrong = (codes: ReadonlyArray<string>) =>
  ["000000", "000001", "000002", "000003"].find((code) => !codes.includes(code)) ?? ""

const recognised = step("signIn", "MigrationRequired", ({ signIn }, { nir }) =>
  signIn({ identifier: nir, password: LEGACY }),
)
const started = step("startMigration", "TermsPending", ({ startMigration }, { ticket }, commandId) =>
  startMigration({ ticket, commandId }),
)
const accepted = step("acceptTerms", "PasswordPending", ({ acceptTerms }, { ticket }, commandId) =>
  acceptTerms({ ticket, commandId, version: "1" }),
)
const chosen = step("choosePassword", "ContactPending", ({ choosePassword }, { ticket }, commandId) =>
  choosePassword({ ticket, commandId, password: PASSWORD, confirmation: PASSWORD }),
)
const sent = step("sendCode", "CodePending 5", ({ sendCode }, person, commandId) =>
  sendCode({ ticket: person.ticket, commandId, contact: mailOf(person) }),
)
const mistaken = (codes: number, triesLeft: number) =>
  step(
    "confirmCode",
    `CodeWrong ${triesLeft}`,
    ({ confirmCode }, person, commandId) =>
      confirmCode({ ticket: person.ticket, commandId, code: wrong(person.codes) }),
    codes,
  )
const sentAgain = step("resendCode", "CodePending 4", ({ resendCode }, { ticket }, commandId) =>
  resendCode({ ticket, commandId }),
)
const outdated = step(
  "confirmCode",
  "CodeSuperseded 3",
  ({ confirmCode }, { codes, ticket }, commandId) => confirmCode({ ticket, commandId, code: codes[0] ?? "" }),
  2,
)
const back = step("goBack", "ContactPending", ({ goBack }, { ticket }, commandId) => goBack({ ticket, commandId }))
const confirmed = step(
  "confirmCode",
  "Completed",
  ({ confirmCode }, { codes, ticket }, commandId) => confirmCode({ ticket, commandId, code: codes[2] ?? "" }),
  3,
)
const inWith = (password: string) =>
  step("signIn", "SignedIn", ({ signIn }, { nir }) => signIn({ identifier: nir, password }))
const recognisedAgain = step("whoAmI", "CurrentPerson", ({ whoAmI }, { session }) => whoAmI({ session }))
const moved = step("changeContact", "ContactCodeSent 5", ({ changeContact }, { name, session }, commandId) =>
  changeContact({ session, commandId, current: PASSWORD, contact: `${name}+new@example.org` }),
)
const provedAnew = step(
  "confirmContact",
  "ContactChanged",
  ({ confirmContact }, { codes, session }, commandId) => confirmContact({ session, commandId, code: codes[3] ?? "" }),
  4,
)
const changed = step("changePassword", "PasswordChanged", ({ changePassword }, { session }, commandId) =>
  changePassword({ session, commandId, current: PASSWORD, password: NEW_PASSWORD, confirmation: NEW_PASSWORD }),
)
const out = step("signOut", "SignedOut", ({ signOut }, { session }, commandId) => signOut({ session, commandId }))
const seen = step("migrationProgress", "Completed", ({ migrationProgress }, { ticket }) =>
  migrationProgress({ ticket }),
)
const shutOut = step("signIn", "Refused", ({ signIn }, { nir }) => signIn({ identifier: nir, password: LEGACY }))
const left = step("abandonMigration", "Left", ({ abandonMigration }, { ticket }, commandId) =>
  abandonMigration({ ticket, commandId }),
)
const refused = step("refuseTerms", "Left", ({ refuseTerms }, { ticket }, commandId) =>
  refuseTerms({ ticket, commandId }),
)

const asked = step("startRecovery", "CodeSentIfKnown", ({ startRecovery }, { nir }) =>
  startRecovery({ identifier: nir }),
)
/** Who asks twice gets another code, which may still be on its way: the older one says so. */
const recovering = step(
  "confirmRecovery",
  "PasswordToChoose",
  ({ confirmRecovery }, { codes, ticket }) =>
    Effect.catchIf(
      confirmRecovery({ ticket, code: codes.at(-1) ?? "" }),
      ({ _tag }) => _tag === "CodeSuperseded",
      () => Effect.delay(Effect.fail({ _tag: "TryLater" }), "500 millis"),
    ),
  5,
)
const RECOVERED = "Retrouve56"
const recovered = step(
  "chooseRecoveredPassword",
  "PasswordRecovered",
  ({ chooseRecoveredPassword }, { ticket }, commandId) =>
    chooseRecoveredPassword({ ticket, commandId, password: RECOVERED, confirmation: RECOVERED }),
)

const byAgent = ({ name: file }: Person, commandId: string) => ({ agent: "agent-7", file, commandId })
/** Somebody with whom the person forms a couple, who has no 8-digit password. */
export const spouseOf = ({ nir }: Pick<Person, "nir">) => ({
  identifier: `1${nir.slice(1)}`,
  birthName: "Petit",
  birthDate: "1969-05-12",
})
const opened = agents("openFile", "FileView", ({ openFile }, person, commandId) =>
  openFile({ ...byAgent(person, commandId), holder: person.nir, on: "2020-01-01" }),
)
const coupled = agents("formCouple", "FileView", ({ formCouple }, person, commandId) =>
  formCouple({ ...byAgent(person, commandId), spouse: spouseOf(person).identifier, on: "2021-01-01" }),
)
const child = agents("addChild", "FileView", ({ addChild }, person, commandId) =>
  addChild({ ...byAgent(person, commandId), birth: "2022-03-04", on: "2022-03-04" }),
)
const created = step("createAccount", "CreationOpened", ({ createAccount }, person) => createAccount(spouseOf(person)))
const granted = step("grantDelegation", "DelegationView", ({ grantDelegation }, { name: file, session }, commandId) =>
  grantDelegation({ session, file, commandId }),
)
const performed = step("recordAction", "ActionRecorded", ({ recordAction }, { name: file, session }, commandId) =>
  recordAction({ session, file, commandId, action: "MakeHouseholdProcedure" }),
)
const parted = step("declareSeparation", "Separated", ({ declareSeparation }, { name: file, session }, commandId) =>
  declareSeparation({ session, file, commandId, fact: "2024-01-01" }),
)

/** The old contact was told of the new one, and both of what came after: two passwords, a delegation and a separation. */
export const NEWS = 9
const informed: Step = { ...recognisedAgain, news: NEWS }

/**
 * A whole life: two wizards left half-way, a third with every detour, and the account it ends in, with another contact and
 * another password; that one forgotten and recovered; then a file, a couple, a spouse who is let into a wizard of their
 * own, a child, a delegation, and its end.
 */
export const life: ReadonlyArray<Step> = [
  ...[recognised, started, refused],
  ...[recognised, started, accepted, chosen, left],
  ...[recognised, started, accepted, chosen, sent, mistaken(1, 4), sentAgain, outdated, back, sent, mistaken(3, 4)],
  ...[confirmed, seen, inWith(PASSWORD), shutOut, recognisedAgain, moved, provedAnew, changed],
  ...[
    inWith(NEW_PASSWORD),
    recognisedAgain,
    out,
    inWith(NEW_PASSWORD),
    asked,
    recovering,
    recovered,
    inWith(RECOVERED),
  ],
  ...[opened, coupled, child, created, started, accepted, left, granted, performed, parted, informed],
]

/** The command of a step, the same however often it is asked. */
export const commandOf = ({ name }: Person, index: number) => `${name}.${index}`

/** What was answered, in one line: its tag, and the tries left where there are some. */
export const toldBy = (answer: Answer): string => {
  const tries = Reflect.get(answer, "triesLeft")
  return tries === undefined ? answer._tag : `${answer._tag} ${tries}`
}

/** Made-up people, each with a number of their own. */
export const people = (first: number, count: number): ReadonlyArray<Person> =>
  Array.from({ length: count }, (_, index) => ({
    name: `p${first + index}`,
    nir: `26905${49 + (Math.floor((first + index) / 900) % 40)}588${100 + ((first + index) % 900)}`,
    step: 0,
    ticket: "",
    session: "",
    codes: [],
    news: [],
  }))

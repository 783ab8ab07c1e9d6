import {
  isRefusal,
  type MonCompteClient,
  type Refusal,
  type SignInAnswer,
  type Step,
  schemas,
} from "mon-compte/promise"
import { clearCookie, FORMER_TICKET, setCookie, TICKET } from "./cookies.ts"
import { fault, type Language, type Reply, refuse } from "./reply.ts"

/** A request, as far as the routes look at it. */
export interface Asked {
  readonly body: object
  readonly ticket: string | undefined
  readonly formerTicket: string | undefined
  /** Names the command, so that a request sent twice is done once. */
  readonly idempotencyKey: string | undefined
  readonly language: Language
}

export interface Outcome extends Reply {
  readonly cookies?: ReadonlyArray<string>
}

type Route = (asked: Asked) => Promise<Outcome>

type Checked<Input> =
  | { readonly value: Input; readonly issues?: undefined }
  | { readonly issues: ReadonlyArray<{ readonly message: string; readonly path?: ReadonlyArray<unknown> | undefined }> }

/** A Standard Schema (https://standardschema.dev), as far as it is used here. */
interface StandardSchema<Input> {
  readonly "~standard": { readonly validate: (value: unknown) => Checked<Input> | Promise<Checked<Input>> }
}

/** A body of the right form goes to its verb, and what the verb answers goes back. */
const handle = async <Input, Answer extends object>(
  { body, language }: Pick<Asked, "body" | "language">,
  schema: StandardSchema<Input>,
  verb: (input: Input) => Promise<Answer | Refusal>,
  reply: (answer: Answer) => Outcome,
): Promise<Outcome> => {
  const checked = await schema["~standard"].validate(body)
  if (checked.issues !== undefined) {
    const issues = checked.issues.map(({ message, path = [] }) => ({ path, message }))
    return fault("Malformed", language, { issues })
  }
  const answer = await verb(checked.value)
  return isRefusal(answer) ? refuse(answer, language) : reply(answer)
}

const signedIn =
  ({ ticket: former }: Asked) =>
  (answer: SignInAnswer): Outcome => {
    // Here a service opens its session for `answer.account`, which the browser need not know.
    if (answer._tag === "SignedIn") return { status: 200, body: { answer: answer._tag } }
    const { _tag, ticket, ...rest } = answer
    return {
      status: 200,
      body: { answer: _tag, ...rest },
      cookies: [setCookie(TICKET, ticket), ...(former === undefined ? [] : [setCookie(FORMER_TICKET, former)])],
    }
  }

const stepped = ({ _tag, ...rest }: Step): Outcome => ({
  status: 200,
  body: { answer: _tag, ...rest },
  cookies: _tag === "Completed" || _tag === "Left" ? [clearCookie(TICKET), clearCookie(FORMER_TICKET)] : [],
})

/** A verb of the wizard: ticket and id of the command come from the headers, whatever the body says. */
const onWizard =
  <Input>(schema: StandardSchema<Input>, verb: (input: Input) => Promise<Step | Refusal>): Route =>
  ({ body, formerTicket, idempotencyKey, language, ticket = "" }) =>
    handle(
      { body: { ...body, ticket, resumes: formerTicket, commandId: idempotencyKey }, language },
      schema,
      verb,
      stepped,
    )

/** Every route, as `METHOD /path`. */
export const routesOf = (monCompte: MonCompteClient): ReadonlyMap<string, Route> =>
  new Map<string, Route>([
    ["POST /sign-in", (asked) => handle(asked, schemas.signIn, monCompte.signIn, signedIn(asked))],
    [
      "GET /terms",
      async ({ language }) => {
        const terms = await monCompte.termsInForce()
        if (isRefusal(terms)) return refuse(terms, language)
        return { status: 200, body: { version: terms.version, sha256: terms.sha256, text: terms.text[language] } }
      },
    ],
    ["GET /migration", onWizard(schemas.migrationProgress, monCompte.migrationProgress)],
    ["POST /migration/start", onWizard(schemas.startMigration, monCompte.startMigration)],
    ["POST /migration/accept-terms", onWizard(schemas.acceptTerms, monCompte.acceptTerms)],
    ["POST /migration/refuse-terms", onWizard(schemas.refuseTerms, monCompte.refuseTerms)],
    ["POST /migration/choose-password", onWizard(schemas.choosePassword, monCompte.choosePassword)],
    ["POST /migration/send-code", onWizard(schemas.sendCode, monCompte.sendCode)],
    ["POST /migration/resend-code", onWizard(schemas.resendCode, monCompte.resendCode)],
    ["POST /migration/confirm-code", onWizard(schemas.confirmCode, monCompte.confirmCode)],
    ["POST /migration/go-back", onWizard(schemas.goBack, monCompte.goBack)],
    ["POST /migration/abandon", onWizard(schemas.abandonMigration, monCompte.abandonMigration)],
  ])

import type { Language } from "mon-compte"
import {
  isRefusal,
  type MonCompteClient,
  type Refusal,
  type SignInAnswer,
  type Step,
  schemas,
} from "mon-compte/promise"
import { clearCookie, FORMER_TICKET, setCookie, TICKET } from "./cookies.ts"
import { fault, type Reply, refuse } from "./reply.ts"

/** The parts of a request that the routes read. */
export interface RouteInput {
  readonly body: object
  readonly ticket: string | undefined
  readonly formerTicket: string | undefined
  /** The command id: a request that is sent twice is applied once. */
  readonly idempotencyKey: string | undefined
  readonly language: Language
}

export interface Outcome extends Reply {
  readonly cookies?: ReadonlyArray<string>
}

type Route = (input: RouteInput) => Promise<Outcome>

type Validated<Input> =
  | { readonly value: Input; readonly issues?: undefined }
  | { readonly issues: ReadonlyArray<{ readonly message: string; readonly path?: ReadonlyArray<unknown> | undefined }> }

/** The parts of a Standard Schema (https://standardschema.dev) that the routes use. */
interface StandardSchema<Input> {
  readonly "~standard": { readonly validate: (value: unknown) => Validated<Input> | Promise<Validated<Input>> }
}

/** Validates the body, calls the verb, and makes the response from its answer or refusal. */
const handle = async <Input, Answer extends object>(
  { body, language }: Pick<RouteInput, "body" | "language">,
  schema: StandardSchema<Input>,
  verb: (input: Input) => Promise<Answer | Refusal>,
  reply: (answer: Answer) => Outcome,
): Promise<Outcome> => {
  const validated = await schema["~standard"].validate(body)
  if (validated.issues !== undefined) {
    const issues = validated.issues.map(({ message, path = [] }) => ({ path, message }))
    return fault("Malformed", language, { issues })
  }
  const answer = await verb(validated.value)
  return isRefusal(answer) ? refuse(answer, language) : reply(answer)
}

const signInReply =
  ({ ticket: former }: RouteInput) =>
  (answer: SignInAnswer): Outcome => {
    // A real service opens its own session for `answer.account` here. The browser does not need that id.
    if (answer._tag === "SignedIn") return { status: 200, body: { answer: answer._tag } }
    // A compromised password has no ticket: the person recovers the account.
    if (!("ticket" in answer)) return { status: 200, body: { answer: answer._tag, reason: answer.reason } }
    const { _tag, ticket, ...rest } = answer
    return {
      status: 200,
      body: { answer: _tag, ...rest },
      cookies: [setCookie(TICKET, ticket), ...(former === undefined ? [] : [setCookie(FORMER_TICKET, former)])],
    }
  }

const stepReply = ({ _tag, ...rest }: Step): Outcome => ({
  status: 200,
  body: { answer: _tag, ...rest },
  cookies: _tag === "Completed" || _tag === "Left" ? [clearCookie(TICKET), clearCookie(FORMER_TICKET)] : [],
})

/** A route to a verb of the wizard. The ticket and the command id come from the headers, never from the body. */
const onWizard =
  <Input>(schema: StandardSchema<Input>, verb: (input: Input) => Promise<Step | Refusal>): Route =>
  ({ body, formerTicket, idempotencyKey, language, ticket = "" }) =>
    handle(
      { body: { ...body, ticket, resumes: formerTicket, commandId: idempotencyKey }, language },
      schema,
      verb,
      stepReply,
    )

/** Every route, by `METHOD /path`. */
export const routesOf = (monCompte: MonCompteClient): ReadonlyMap<string, Route> =>
  new Map<string, Route>([
    ["POST /sign-in", (input) => handle(input, schemas.signIn, monCompte.signIn, signInReply(input))],
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
    // The button "Ce n’est pas moi" on the page of a notice. There is no GET: scanners open every link in a message.
    [
      "POST /not-mine",
      (input) =>
        handle(input, schemas.reportNotMine, monCompte.reportNotMine, ({ _tag }) => ({
          status: 200,
          body: { answer: _tag },
        })),
    ],
  ])

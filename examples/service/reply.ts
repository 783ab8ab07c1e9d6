import { STATUS_CODES } from "node:http"
import { detailsOf, messageOf, type Refusal } from "mon-compte/promise"
import { statuses } from "./statuses.ts"

export type Language = "fr" | "en"

/** What goes back to the browser. */
export interface Reply {
  readonly status: number
  readonly body: { readonly [Name in string]: unknown }
  readonly headers?: Readonly<Record<string, string>>
}

/** Problem details (RFC 9457): `detail` is for people, `code` for programs. */
const problem = (status: number, code: string, detail: string, more: object = {}): Reply => ({
  status,
  body: { title: STATUS_CODES[status], status, code, detail, ...more },
})

/** What is wrong with a request before any verb sees it: faults of programs, not of people. */
const faults = {
  Malformed: [400, "La demande n’a pas la forme attendue.", "The request does not have the form expected."],
  NotFound: [404, "Il n’y a rien à cette adresse.", "There is nothing at this address."],
  MethodNotAllowed: [405, "Cette adresse n’attend pas cette méthode.", "This address does not take this method."],
  TooLarge: [413, "Le corps de la demande est trop long.", "The body of the request is too long."],
  NotJson: [415, "Le corps de la demande doit être en JSON.", "The body of the request must be JSON."],
  Failure: [500, "Une erreur s’est produite, de notre fait.", "Something went wrong, on our side."],
} as const

export type Fault = keyof typeof faults

export const fault = (code: Fault, language: Language, more?: object): Reply => {
  const [status, fr, en] = faults[code]
  return problem(status, code, { fr, en }[language], more)
}

/** The sentences behind a refusal that points several things out. */
const reasonsOf = (refusal: Refusal, language: Language): { readonly reasons?: ReadonlyArray<string> } => {
  const reasons = detailsOf(refusal, language)
  return reasons.length > 0 ? { reasons } : {}
}

/** When to come back, in seconds, for the header of that name. */
const retryAfter = (refusal: Refusal): Readonly<Record<string, string>> => {
  if (refusal._tag === "TryLater") return { "retry-after": "5" }
  if (!("retryAt" in refusal)) return {}
  return { "retry-after": String(Math.max(1, Math.ceil((refusal.retryAt - Date.now()) / 1_000))) }
}

/** A refusal as problem details, with the fields it carries (`triesLeft`, `next`, `broken` …). */
export const refuse = (refusal: Refusal, language: Language): Reply => {
  const { _tag, ...fields } = refusal
  return {
    ...problem(statuses[_tag], _tag, messageOf(refusal, language), { ...fields, ...reasonsOf(refusal, language) }),
    headers: retryAfter(refusal),
  }
}

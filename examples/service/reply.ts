import { STATUS_CODES } from "node:http"
import type { Language, Text } from "mon-compte"
import { describeRefusal, type Refusal } from "mon-compte/promise"
import { statuses } from "./statuses.ts"

/** A response to the browser. */
export interface Reply {
  readonly status: number
  readonly body: { readonly [Name in string]: unknown }
  readonly headers?: Readonly<Record<string, string>>
}

/** Problem details (RFC 9457). `detail` is for people, `code` is for programs. */
const problem = (status: number, code: string, detail: string, more: object = {}): Reply => ({
  status,
  body: { title: STATUS_CODES[status], status, code, detail, ...more },
})

/** Errors in a request that is not passed to a verb. A program causes them, not a person. */
const faults = {
  Malformed: {
    status: 400,
    text: { fr: "La demande n’a pas la forme attendue.", en: "The request does not have the expected form." },
  },
  NotFound: {
    status: 404,
    text: { fr: "Il n’y a rien à cette adresse.", en: "There is no resource at this address." },
  },
  MethodNotAllowed: {
    status: 405,
    text: { fr: "Cette adresse n’attend pas cette méthode.", en: "This address does not accept this method." },
  },
  TooLarge: {
    status: 413,
    text: { fr: "Le corps de la demande est trop long.", en: "The body of the request is too long." },
  },
  NotJson: {
    status: 415,
    text: { fr: "Le corps de la demande doit être en JSON.", en: "The body of the request must be JSON." },
  },
  Failure: {
    status: 500,
    text: { fr: "Une erreur s’est produite, de notre fait.", en: "An error occurred in our service." },
  },
} as const satisfies { readonly [Code in string]: { readonly status: number; readonly text: Text } }

export type Fault = keyof typeof faults

export const fault = (code: Fault, language: Language, more?: object): Reply => {
  const { status, text } = faults[code]
  return problem(status, code, text[language], more)
}

/** The `Retry-After` header, in seconds. */
const retryAfter = (refusal: Refusal): Readonly<Record<string, string>> => {
  if (refusal._tag === "TryLater") return { "retry-after": "5" }
  if (!("retryAt" in refusal)) return {}
  return { "retry-after": String(Math.max(1, Math.ceil((refusal.retryAt - Date.now()) / 1_000))) }
}

/**
 * A refusal as problem details, with the fields of the refusal, such as `triesLeft`. A page shows `points` beside their
 * fields, and `detail` above the form.
 */
export const refuse = (refusal: Refusal, language: Language): Reply => {
  const { _tag, ...fields } = refusal
  const { code, field, message, next, points } = describeRefusal(refusal, { language })
  return {
    ...problem(statuses[code], code, message, { ...fields, field, next, ...(points.length > 0 ? { points } : {}) }),
    headers: retryAfter(refusal),
  }
}

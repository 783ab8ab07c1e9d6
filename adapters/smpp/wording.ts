import type { CodePurpose } from "../../src/domain/challenge/purpose.ts"
import type { Language } from "../../src/domain/language/language.ts"
import type { ConfirmationCode } from "../../src/ports/notifier.ts"
import { encode } from "./alphabet.ts"

export interface Letterhead {
  /** The service as its users call it. */
  readonly service: string
  /** Whose site the code is for, as in its address. */
  readonly domain: string | undefined
}

interface Facts {
  readonly code: string
  readonly minutes: number
  readonly number: number
  readonly purpose: CodePurpose
  readonly service: string
}

/** What the code is for, where that is not what the person is just doing for the first time. */
const inFrench: Readonly<Record<CodePurpose, string>> = {
  migration: "",
  recovery: " pour changer de mot de passe",
  contact: " pour confirmer ce numéro",
}

const inEnglish: Readonly<Record<CodePurpose, string>> = {
  migration: "",
  recovery: " to change your password",
  contact: " to confirm this number",
}

/** How a text may be put, the fullest first. Nothing in it is outside GSM 03.38 but what the service's name brings. */
type Wordings = (facts: Facts) => ReadonlyArray<string>

const french: Wordings = ({ code, minutes, number, purpose, service }) => {
  const lead = `${code} est votre code ${service}`
  const works = `valable ${minutes} ${minutes < 2 ? "minute" : "minutes"}`
  const which = number > 1 ? ` (message ${number})` : ""
  const warning = "Ne le donnez à personne."
  const whole = `${lead}${inFrench[purpose]}`
  return [
    ...(number > 1 ? [`${whole}, ${works}. Message ${number} : lui seul fonctionne. ${warning}`] : []),
    `${whole}${which}, ${works}. ${warning}`,
    ...(number > 1 ? [`${lead}, ${works}. Message ${number} : lui seul fonctionne. ${warning}`] : []),
    `${lead}${which}, ${works}. ${warning}`,
    `${lead}${which}, ${works}.`,
    `${code} ${service}${which.replace(/[()]/gu, "")}, ${minutes} min`,
    code,
  ]
}

const english: Wordings = ({ code, minutes, number, purpose, service }) => {
  const lead = `${code} is your ${service} code`
  const works = `valid for ${minutes} ${minutes === 1 ? "minute" : "minutes"}`
  const which = number > 1 ? ` (message ${number})` : ""
  const warning = "Do not give it to anyone."
  const whole = `${lead}${inEnglish[purpose]}`
  return [
    ...(number > 1 ? [`${whole}, ${works}. Message ${number}: only this one works. ${warning}`] : []),
    `${whole}${which}, ${works}. ${warning}`,
    ...(number > 1 ? [`${lead}, ${works}. Message ${number}: only this one works. ${warning}`] : []),
    `${lead}${which}, ${works}. ${warning}`,
    `${lead}${which}, ${works}.`,
    `${code} ${service}${which.replace(/[()]/gu, "")}, ${minutes} min`,
    code,
  ]
}

const wordings: Readonly<Record<Language, Wordings>> = { fr: french, en: english }

/** What a text is made from. */
export type About = Pick<ConfirmationCode, "language" | "minutes" | "number" | "purpose">

/**
 * The fullest text that fits one message. Phones show it whole in a notification, and two halves may come apart.
 *
 * The last line binds the code to the site, so that phones fill it in there and nowhere else (WICG, “Origin-bound
 * one-time codes delivered via SMS”).
 */
export const textOf = (
  { language, minutes, number, purpose }: About,
  code: string,
  { domain, service }: Letterhead,
): string => {
  const texts = wordings[language]({ code, minutes, number, purpose, service }).map((text) => bound(text, code, domain))
  return texts.find((text) => encode(text).fits) ?? code
}

const bound = (text: string, code: string, domain: string | undefined) =>
  domain === undefined ? text : `${text}\n@${domain} #${code}`

/** Up to these, a text says how many minutes its code works and, from the second on, which message it is. */
export const MOST = { minutes: 1_440, number: 99 } as const

/** Whether the letterhead leaves room for that in every text. */
export const leavesRoom = (letterhead: Letterhead): boolean =>
  (["fr", "en"] as const).every((language) => {
    const text = textOf({ language, purpose: "migration", ...MOST }, CODE, letterhead)
    return text !== bound(CODE, CODE, letterhead.domain) && text !== CODE
  })

const CODE = "000000"

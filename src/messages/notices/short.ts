import * as Redacted from "effect/Redacted"
import { codePolicies } from "../../domain/challenge/code-policy.ts"
import { type Language, languages } from "../../domain/language/language.ts"
import type { Announcement, ConfirmationCode } from "../../ports/notifier.ts"
import { fitsOneSms, inGsm } from "./gsm-alphabet.ts"
import { en } from "./short/en.ts"
import { fr } from "./short/fr.ts"
import type { ShortTexts } from "./short/text.ts"

const texts: Readonly<Record<Language, ShortTexts>> = { fr, en }

/** The facts about the service that the short texts name. */
export interface ShortTextOptions {
  /** The name of the service, as its users know it. */
  readonly service: string
  /** The host of the site where the person types the code, such as `www.example.org`. */
  readonly domain?: string | undefined
}

/** The parts of a notice that its short text depends on. */
export type ShortNotice =
  | Pick<ConfirmationCode, "_tag" | "code" | "language" | "minutes" | "number" | "purpose">
  | Pick<Announcement, "_tag" | "about" | "language" | "report">

/**
 * The text of a notice that fits one SMS, for any carrier of short messages. The text of a code contains that code.
 *
 * It is the longest text for which there is room, and that of a code always says to give it to no one. The name of the
 * service loses the accents that GSM 03.38 lacks. Phones show one message whole in a notification, and the parts of a
 * split message can arrive apart. An announcement omits the name of the service before it omits what to do: the sender
 * of the message shows that name too. An address to report the change replaces what else to do.
 *
 * ```ts
 * import { type Announcement, Mobile, shortTextOf } from "mon-compte"
 *
 * const to = Mobile.restore("+33639980000")
 * const ended: Announcement = { _tag: "Announcement", id: "1", to, language: "en", about: "AccountClosed", at: 0 }
 * const text = shortTextOf(ended, { service: "Mon Compte" })
 * text // => "Mon Compte: Your personal space is closed. If you did not expect this, contact your Caf."
 * ```
 */
export const shortTextOf = (notice: ShortNotice, { domain, service: name }: ShortTextOptions): string => {
  const service = inGsm(name)
  if (notice._tag === "ConfirmationCode") return codeText(notice, Redacted.value(notice.code), domain, service)
  const { announcements, reported, withService } = texts[notice.language]
  const text = announcements[notice.about]
  const { report } = notice
  const withLink = report === undefined ? [] : reported(text, Redacted.value(report.link))
  const candidates = [...withLink, text].flatMap((candidate) => [withService(service, candidate), candidate])
  return candidates.find(fitsOneSms) ?? text
}

const codeText = (
  { language, minutes, number, purpose }: Pick<ConfirmationCode, "language" | "minutes" | "number" | "purpose">,
  code: string,
  domain: string | undefined,
  service: string,
): string => {
  const candidates = texts[language].code({ code, minutes, number, purpose, service })
  const bound = candidates.map((text) => boundText(text, code, domain)).find(fitsOneSms)
  return bound ?? candidates.at(-1) ?? code
}

/**
 * The last line binds the code to the site. Phones then fill it in on that site only, which prevents phishing (WICG,
 * “Origin-bound one-time codes delivered via SMS”).
 */
const boundText = (text: string, code: string, domain: string | undefined) =>
  domain === undefined ? text : `${text}\n@${domain} #${code}`

/** The largest figures for which `leavesRoomForCode` promises room. */
export const LARGEST = { minutes: 1_440, number: 99 } as const

const SAMPLE_CODE = "0".repeat(codePolicies.standard.length)

/**
 * Whether one SMS has room for the code, its minutes, the warning to give it to no one and, from the second message on,
 * the number of the message. The name of the service is written in GSM 03.38. One that this alphabet cannot write, such
 * as one in Greek letters, leaves 70 characters, which is too few: the answer is `false`.
 *
 * The answer is right for codes of the standard length, up to 1,440 minutes and message 99. The text of a longer code
 * may say less. Check the options when you build an adapter.
 */
export const leavesRoomForCode = ({ domain, service }: ShortTextOptions): boolean =>
  languages.every((language) => {
    const facts = { language, purpose: "recovery", ...LARGEST } as const
    const text = codeText(facts, SAMPLE_CODE, domain, inGsm(service))
    const leastText = texts[language].code({ ...facts, code: SAMPLE_CODE, service }).at(-1) ?? ""
    return text !== leastText && text !== boundText(leastText, SAMPLE_CODE, domain)
  })

import { createHash } from "node:crypto"
import * as Redacted from "effect/Redacted"
import type { Language } from "../../src/domain/language/language.ts"
import type { Notice } from "../../src/ports/notifier.ts"
import { newsOf } from "./news.ts"
import { type Wording, wordingOf } from "./wording.ts"

/** A letter ready for the post, addresses aside. Everything in it but the MIME boundaries follows from the notice. */
export interface Letter {
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly messageId: string
  readonly date: Date
  readonly headers: Readonly<Record<string, string>>
}

export interface Letterhead {
  /** The service as its users call it. */
  readonly service: string
  /** The domain of the sender, for `Message-ID`. */
  readonly domain: string
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}
const escaped = (text: string) => text.replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? "")

const WIDTH = 72

/** Lines short enough for any reader of plain text. No-break spaces hold. */
const wrapped = (paragraph: string) =>
  paragraph.split(" ").reduce((text, word) => {
    const line = text.slice(text.lastIndexOf("\n") + 1)
    return line === "" ? text + word : `${text}${line.length + 1 + word.length > WIDTH ? "\n" : " "}${word}`
  }, "")

const asText = ({ footer, lead, paragraphs, unasked, warning }: Wording, code: string | null) =>
  `${[code === null ? wrapped(lead) : `${lead} ${code}`, ...[...paragraphs, warning, unasked].map(wrapped), `-- \n${wrapped(footer)}`].join("\n\n")}\n`

/** No image, no link, no script, nothing fetched: it reads the same in every reader, a screen reader included. */
const asHtml = (wording: Wording, code: string | null, language: Language) => {
  const { footer, lead, paragraphs, subject, unasked, warning } = wording
  return `<!doctype html>
<html lang="${language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${escaped(subject)}</title>
</head>
<body style="margin:0 auto;max-width:36em;padding:1em;font-family:Arial,sans-serif;font-size:16px;line-height:1.5">
<p>${escaped(lead)}${code === null ? "" : `<br><strong style="font-size:28px">${escaped(code)}</strong>`}</p>
${paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join("\n")}
<p><strong>${escaped(warning)}</strong></p>
<p>${escaped(unasked)}</p>
<hr>
<p>${escaped(footer)}</p>
</body>
</html>
`
}

/** The left side of a `Message-ID`: the notice's own id where it can be one (RFC 5322 dot-atom), else a digest of it. */
const localId = (id: string) =>
  id.length <= 64 && /^[\w+-]+(?:\.[\w+-]+)*$/u.test(id) ? id : createHash("sha256").update(id).digest("hex")

/** Writes the letter that carries a notice. The same notice always gives the same letter, `Message-ID` and date. */
export const letterFor = (notice: Notice, { domain, service }: Letterhead): Letter => {
  const isCode = notice._tag === "ConfirmationCode"
  const code = isCode ? Redacted.value(notice.code) : null
  const wording = isCode ? wordingOf(notice, Redacted.value(notice.code), service) : newsOf(notice, service)
  return {
    subject: wording.subject,
    text: asText(wording, code),
    html: asHtml(wording, code, notice.language),
    messageId: `<${localId(notice.id)}@${domain}>`,
    date: new Date(isCode ? notice.expiresAt - notice.minutes * 60_000 : notice.at),
    headers: {
      // RFC 3834: no holiday reply to this one; the second is what Exchange listens to.
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "Content-Language": notice.language,
    },
  }
}

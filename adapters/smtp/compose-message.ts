import { createHash } from "node:crypto"
import type { Language } from "../../src/domain/language/language.ts"
import type { LongText } from "../../src/messages/notices/long/text.ts"
import { longTextOf } from "../../src/messages/notices/long.ts"
import type { Notice } from "../../src/ports/notifier.ts"

/** An e-mail without its addresses. The notice determines everything in it except the MIME boundaries. */
export interface EmailMessage {
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly messageId: string
  readonly date: Date
  readonly headers: Readonly<Record<string, string>>
}

/** What every message says about the service. */
export interface MessageOptions {
  /** The name of the service, as its users know it. */
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

/** Wraps a paragraph for readers of plain text. It breaks no line at a no-break space. */
const wrapped = (paragraph: string) =>
  paragraph.split(" ").reduce((text, word) => {
    const line = text.slice(text.lastIndexOf("\n") + 1)
    return line === "" ? text + word : `${text}${line.length + 1 + word.length > WIDTH ? "\n" : " "}${word}`
  }, "")

/** The address stands on a line of its own, unbroken, so that readers of plain text recognise it. */
const reportAsText = ({ lead, link, paragraphs }: NonNullable<LongText["report"]>) => [
  `${wrapped(lead)}\n${link}`,
  ...paragraphs.map(wrapped),
]

const asText = ({ code, footer, lead, paragraphs, report, unexpected, warning }: LongText) => {
  const first = code === null ? wrapped(lead) : `${lead} ${code}`
  const reported = report === null ? [] : reportAsText(report)
  const body = [...paragraphs.map(wrapped), ...reported, ...[warning, unexpected].map(wrapped)]
  return `${[first, ...body, `-- \n${wrapped(footer)}`].join("\n\n")}\n`
}

const reportAsHtml = ({ lead, link, paragraphs }: NonNullable<LongText["report"]>) =>
  [`${escaped(lead)}<br><a href="${escaped(link)}">${escaped(link)}</a>`, ...paragraphs.map(escaped)].map(
    (paragraph) => `<p>${paragraph}</p>\n`,
  )

/**
 * Contains no image, script or remote content, so every mail reader and screen reader shows the same words. The only link
 * is that to report a change, and its words are its address.
 */
const asHtml = (
  { code, footer, lead, paragraphs, report, subject, unexpected, warning }: LongText,
  language: Language,
) =>
  `<!doctype html>
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
${report === null ? "" : reportAsHtml(report).join("")}<p><strong>${escaped(warning)}</strong></p>
<p>${escaped(unexpected)}</p>
<hr>
<p>${escaped(footer)}</p>
</body>
</html>
`

/** The left side of `Message-ID`: the id of the notice if it is a dot-atom (RFC 5322), else a digest of the id. */
const localId = (id: string) =>
  id.length <= 64 && /^[\w+-]+(?:\.[\w+-]+)*$/u.test(id) ? id : createHash("sha256").update(id).digest("hex")

/**
 * Writes the e-mail for a notice. The same notice always gives the same message, with the same `Message-ID` and date.
 */
export const composeMessage = (notice: Notice, { domain, service }: MessageOptions): EmailMessage => {
  const text = longTextOf(notice, service)
  const sentAt = notice._tag === "ConfirmationCode" ? notice.expiresAt - notice.minutes * 60_000 : notice.at
  return {
    subject: text.subject,
    text: asText(text),
    html: asHtml(text, notice.language),
    messageId: `<${localId(notice.id)}@${domain}>`,
    date: new Date(sentAt),
    headers: {
      // These two prevent automatic replies: RFC 3834, and the header that Exchange reads.
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "Content-Language": notice.language,
    },
  }
}

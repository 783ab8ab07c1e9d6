import type { IncomingMessage } from "node:http"
import type { Fault, Language } from "./reply.ts"

/** The longest body that any verb could want is far below this, in bytes. */
const LONGEST = 16_384

/** Why a body was not read. */
export class Unreadable extends Error {
  override readonly name = "Unreadable"
  readonly fault: Extract<Fault, "Malformed" | "TooLarge" | "NotJson">
  constructor(fault: Unreadable["fault"]) {
    super("The body of a request cannot be read.")
    this.fault = fault
  }
}

/**
 * The body of a request, which must say that it is JSON: no form of another site can send that without the browser asking
 * first. Of a body that is too long the rest is not read.
 */
export const readJson = async (request: IncomingMessage): Promise<object> => {
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "")) throw new Unreadable("NotJson")
  const chunks: Array<Buffer> = []
  let length = 0
  // Left open, for the answer to be sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length
    if (length > LONGEST) throw new Unreadable("TooLarge")
    chunks.push(chunk)
  }
  const body = parsed(Buffer.concat(chunks).toString("utf8"))
  if (typeof body !== "object" || body === null) throw new Unreadable("Malformed")
  return body
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new Unreadable("Malformed")
  }
}

/** The value of a cookie; `undefined` without it. */
export const cookieOf = (request: IncomingMessage, name: string): string | undefined =>
  request.headers.cookie
    ?.split("; ")
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)

/** The language to answer in: French unless English comes first in `Accept-Language`. */
export const languageOf = (request: IncomingMessage): Language =>
  /^\s*en\b/i.test(request.headers["accept-language"] ?? "") ? "en" : "fr"

import type { IncomingMessage } from "node:http"
import { type Language, parseLanguage } from "mon-compte"
import type { Fault } from "./reply.ts"

/** The maximal length of a body in bytes. The input of every verb is much shorter. */
const MAX_LENGTH = 16_384

/** The body of a request cannot be read. */
export class UnreadableBody extends Error {
  override readonly name = "UnreadableBody"
  readonly fault: Extract<Fault, "Malformed" | "TooLarge" | "NotJson">
  constructor(fault: UnreadableBody["fault"]) {
    super("The body of a request cannot be read.")
    this.fault = fault
  }
}

/**
 * The JSON body of a request. The content type must be JSON, which prevents cross-site request forgery: a browser asks
 * the service (CORS) before it sends such a request from another site. Stops reading a body that is too long.
 */
export const readJson = async (request: IncomingMessage): Promise<object> => {
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "")) throw new UnreadableBody("NotJson")
  const chunks: Array<Buffer> = []
  let length = 0
  // Keeps the connection open, so that the response can be sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length
    if (length > MAX_LENGTH) throw new UnreadableBody("TooLarge")
    chunks.push(chunk)
  }
  const body = parse(Buffer.concat(chunks).toString("utf8"))
  if (typeof body !== "object" || body === null) throw new UnreadableBody("Malformed")
  return body
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new UnreadableBody("Malformed")
  }
}

/** The value of a cookie, or `undefined`. */
export const cookieOf = (request: IncomingMessage, name: string): string | undefined =>
  request.headers.cookie
    ?.split("; ")
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)

/** The language of the response: the first one of `Accept-Language`, or French if there are no texts in it. */
export const languageOf = (request: IncomingMessage): Language =>
  parseLanguage(/^\s*([a-z]+)/i.exec(request.headers["accept-language"] ?? "")?.[1]?.toLowerCase())

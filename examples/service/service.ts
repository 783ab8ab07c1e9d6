import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { Language } from "mon-compte"
import type { MonCompteClient } from "mon-compte/promise"
import { FORMER_TICKET, TICKET } from "./cookies.ts"
import { fault } from "./reply.ts"
import { cookieOf, languageOf, readJson, UnreadableBody } from "./request.ts"
import { type Outcome, routesOf } from "./routes.ts"

const send = (response: ServerResponse, language: string, { body, cookies = [], headers, status }: Outcome) =>
  response
    .writeHead(status, {
      "content-type": status < 400 ? "application/json" : "application/problem+json",
      "content-language": language,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...(cookies.length === 0 ? {} : { "set-cookie": [...cookies] }),
      // Closes the connection instead of waiting for the rest of an unread body.
      ...(status === 413 || status === 415 ? { connection: "close" } : {}),
      ...headers,
    })
    .end(JSON.stringify(body))

/** An HTTP server for Mon Compte. A proxy in front of it must provide TLS. */
export const createService = (monCompte: MonCompteClient): Server => {
  const routes = routesOf(monCompte)

  const noRoute = (path: string, language: Language): Outcome => {
    const allow = [...routes.keys()].filter((route) => route.endsWith(` ${path}`)).map((route) => route.split(" ")[0])
    if (allow.length === 0) return fault("NotFound", language)
    return { ...fault("MethodNotAllowed", language), headers: { allow: allow.join(", ") } }
  }

  const answer = async (request: IncomingMessage): Promise<Outcome> => {
    const [path = ""] = (request.url ?? "").split("?")
    const route = routes.get(`${request.method} ${path}`)
    if (route === undefined) return noRoute(path, languageOf(request))
    const key = request.headers["idempotency-key"]
    return route({
      body: request.method === "GET" ? {} : await readJson(request),
      ticket: cookieOf(request, TICKET),
      formerTicket: cookieOf(request, FORMER_TICKET),
      idempotencyKey: Array.isArray(key) ? key[0] : key,
      language: languageOf(request),
    })
  }

  return createServer((request, response) => {
    const language = languageOf(request)
    answer(request)
      .catch((error: unknown) => {
        if (error instanceof UnreadableBody) return fault(error.fault, language)
        // A defect: it is logged without personal data, and the response says nothing about it.
        console.error(error)
        return fault("Failure", language)
      })
      .then((outcome) => send(response, language, outcome))
  })
}

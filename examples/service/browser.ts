/** A scripted browser: it stores cookies, and prints each request and response. */
export class Browser {
  readonly #origin: string
  readonly #print: (line: string) => void
  readonly #cookies = new Map<string, string>()

  constructor(origin: string, print: (line: string) => void) {
    this.#origin = origin
    this.#print = print
  }

  /** Sends a request, prints the request and the response, and returns the body of the response. */
  async send(
    title: string,
    method: "GET" | "POST",
    path: string,
    body: object = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly [Name in string]: unknown }> {
    this.#print(`\n── ${title}`)
    this.#print(`→ ${method} ${path}`)
    for (const [name, value] of Object.entries(headers)) this.#print(`  ${name}: ${value}`)
    if (method === "POST") this.#print(formatBody(body))
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ")
    const response = await fetch(`${this.#origin}${path}`, {
      method,
      headers: { "accept-language": "fr", "content-type": "application/json", cookie, ...headers },
      body: method === "GET" ? null : JSON.stringify(body),
    })
    const responseBody: { readonly [Name in string]: unknown } = JSON.parse(await response.text())
    this.#print(`← ${response.status} ${response.statusText}`)
    for (const line of response.headers.getSetCookie()) {
      this.#storeCookie(line)
      this.#print(`  set-cookie: ${line.replace(/=[^;]+/, (value) => (line.includes("=;") ? value : "=…"))}`)
    }
    if (response.headers.has("retry-after")) this.#print("  retry-after: …")
    this.#print(formatBody(responseBody))
    return responseBody
  }

  #storeCookie(line: string) {
    const [pair = ""] = line.split(";")
    const [name = "", value = ""] = pair.split("=")
    if (line.includes("Max-Age=0")) this.#cookies.delete(name)
    else this.#cookies.set(name, value)
  }
}

const SECRETS = ["password", "confirmation"]
const INSTANTS = ["until", "codeUntil", "resendAt", "retryAt"]

/** The printed form of a value. Masks secrets and writes times relative to now, so that every run prints the same. */
const printable = (name: string, value: unknown): unknown => {
  if (SECRETS.includes(name)) return "•".repeat(String(value).length)
  if (INSTANTS.includes(name)) return `dans ${Math.round((Number(value) - Date.now()) / 60_000)} min`
  if (name === "waitSeconds") return "…"
  if (typeof value !== "string") return value
  return name === "code"
    ? value.replace(/^\d+$/, (code) => "•".repeat(code.length))
    : value.replace(/\d\d\sh\s\d\d|\d+\ssecondes?/, "…")
}

/** A body in JSON: on one line if it fits, otherwise with one line for each field. */
const formatBody = (body: object): string => {
  const fields = Object.entries(body).map(([name, value]) => `"${name}": ${JSON.stringify(printable(name, value))}`)
  const line = `  { ${fields.join(", ")} }`
  if (fields.length === 0) return "  {}"
  return line.length <= 100 ? line : `  {\n${fields.map((field) => `    ${field}`).join(",\n")}\n  }`
}

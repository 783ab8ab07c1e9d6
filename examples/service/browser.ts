/** A browser that follows a script: it keeps cookies, and prints what it sends and what comes back. */
export class Browser {
  readonly #origin: string
  readonly #print: (line: string) => void
  readonly #cookies = new Map<string, string>()

  constructor(origin: string, print: (line: string) => void) {
    this.#origin = origin
    this.#print = print
  }

  /** Sends a request, prints the exchange, and answers the body that came back. */
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
    if (method === "POST") this.#print(shown(body))
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ")
    const response = await fetch(`${this.#origin}${path}`, {
      method,
      headers: { "accept-language": "fr", "content-type": "application/json", cookie, ...headers },
      body: method === "GET" ? null : JSON.stringify(body),
    })
    const answered: { readonly [Name in string]: unknown } = JSON.parse(await response.text())
    this.#print(`← ${response.status} ${response.statusText}`)
    for (const line of response.headers.getSetCookie()) {
      this.#keep(line)
      this.#print(`  set-cookie: ${line.replace(/=[^;]+/, (value) => (line.includes("=;") ? value : "=…"))}`)
    }
    if (response.headers.has("retry-after")) this.#print("  retry-after: …")
    this.#print(shown(answered))
    return answered
  }

  #keep(line: string) {
    const [pair = ""] = line.split(";")
    const [name = "", value = ""] = pair.split("=")
    if (line.includes("Max-Age=0")) this.#cookies.delete(name)
    else this.#cookies.set(name, value)
  }
}

const SECRETS = ["password", "confirmation"]
const INSTANTS = ["until", "codeUntil", "resendAt", "retryAt"]

/** A value as it may be shown: secrets masked, instants told from now, so that every run prints the same. */
const show = (name: string, value: unknown): unknown => {
  if (SECRETS.includes(name)) return "•".repeat(String(value).length)
  if (INSTANTS.includes(name)) return `dans ${Math.round((Number(value) - Date.now()) / 60_000)} min`
  if (name === "waitSeconds") return "…"
  if (typeof value !== "string") return value
  return name === "code" ? value.replace(/^\d{6}$/, "••••••") : value.replace(/\d\d\sh\s\d\d|\d+\ssecondes?/, "…")
}

/** A body in JSON, on one line where it fits, else a line for each of its fields. */
const shown = (body: object): string => {
  const fields = Object.entries(body).map(([name, value]) => `"${name}": ${JSON.stringify(show(name, value))}`)
  const line = `  { ${fields.join(", ")} }`
  if (fields.length === 0) return "  {}"
  return line.length <= 100 ? line : `  {\n${fields.map((field) => `    ${field}`).join(",\n")}\n  }`
}

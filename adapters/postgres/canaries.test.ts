import { randomUUID } from "node:crypto"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Metric from "effect/Metric"
import * as Redacted from "effect/Redacted"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { codePolicies } from "../../src/challenge/code-policy.ts"
import { Storage } from "../../src/ports/storage.ts"
import { deliverDue } from "../../src/services/delivery/deliver.ts"
import { MonCompte } from "../../src/services/mon-compte.ts"
import { defaultPolicies, Policies } from "../../src/services/policies.ts"
import { codes, world, wrongCode } from "../../src/services/world.model.ts"
import { filesIn, heard, listening } from "./canaries.model.ts"
import { migrate } from "./migrate.ts"
import { serverOrNull, type TestServer } from "./server.model.ts"
import { postgresStorage } from "./storage.ts"

const server: TestServer | null = await serverOrNull()
const { url } = server ?? { url: "" }
if (server !== null && server.log == null) {
  console.error("\n!! The log of a server given by its address cannot be read: what it may tell was not looked at.\n")
}
const ask = (sql: string) => (server as TestServer).ask(sql)

const NIR = "2 84 05 88 321 025 32"
const SECRETS = {
  nir: NIR.replaceAll(" ", "").slice(0, 13),
  "nir, spaced": NIR.slice(0, 18),
  "legacy password": "90817263",
  password: "Kanari-Zq7-é",
  address: "kanari.zq7@example.org",
  "local part": "kanari.zq7",
  mobile: "639987654",
  "password that is refused": "kanari-zq8",
  "other text": "kanari-zq9",
}

/** What a server logs when it logs all, values of statements included. */
const settings = {
  log_line_prefix: "",
  log_statement: "all",
  log_min_messages: "debug1",
  log_min_duration_statement: "0",
  log_error_verbosity: "verbose",
}

beforeAll(async () => {
  if (server?.log == null) return
  for (const [name, value] of Object.entries(settings)) await ask(`ALTER SYSTEM SET ${name} = '${value}'`)
  await ask("SELECT pg_reload_conf()")
  await Effect.runPromise(migrate({ url }))
})

afterAll(async () => {
  await server?.stop()
})

const TABLES = ["aggregate", "journal", "claim", "outbox", "schema_step"]

const dump = async () => {
  const texts: Array<unknown> = []
  for (const table of TABLES) {
    texts.push(await ask(`SELECT string_agg(t::text, E'\\n') FROM mon_compte.${table} t`))
  }
  return texts.join("\n")
}

/** The values of a bytea and of a binary file are looked for as they are: only in the clear. */
const heardInFiles = async (canaries: Readonly<Record<string, string>>) => {
  await ask("CHECKPOINT")
  const data = String(await ask("SHOW data_directory"))
  const base = String(await ask("SELECT oid::text FROM pg_database WHERE datname = current_database()"))
  const files = [...(await filesIn(join(data, "base", base))), ...(await filesIn(join(data, "pg_wal")))]
  const long = Object.entries(canaries).filter(([, secret]) => secret.length > 8)
  return long.filter(([, secret]) => files.some((file) => file.includes(secret))).map(([name]) => name)
}

/** What came last out of the server takes a moment to come in here. */
const logged = async () => {
  const mark = `the end: ${randomUUID()}`
  await ask(`SELECT '${mark}'`)
  const all = () => server?.log?.() ?? ""
  while (!all().includes(mark)) await sleep(5)
  return all()
}

const w = world({ files: [{ nir: NIR, legacy: SECRETS["legacy password"], file: "file-1" }] })

/** Every use case with secrets of its own, right and wrong; what they answer is told, but for what only a browser gets. */
const live = (tell: (value: unknown) => void) =>
  Effect.gen(function* () {
    const monCompte = yield* MonCompte
    const shown: Array<string> = []
    const look = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
      Effect.map(Effect.exit(effect), (exit) => {
        const isBearer = exit._tag === "Success" && /ticket|session|token/i.test(JSON.stringify(exit.value) ?? "")
        if (!isBearer) tell(exit)
        return exit._tag === "Success" ? exit.value : null
      })
    const bearer = (answer: unknown, field: string) => {
      const text = String(Reflect.get((answer ?? {}) as object, field) ?? "")
      if (text !== "") shown.push(text)
      return text
    }
    const { password } = SECRETS
    const legacy = SECRETS["legacy password"]
    yield* look(monCompte.signIn({ identifier: `${NIR} é`, password }))
    yield* look(monCompte.signIn({ identifier: NIR, password }))
    const signIn = Effect.map(look(monCompte.signIn({ identifier: NIR, password: legacy })), (answer) =>
      bearer(answer, "ticket"),
    )
    const first = yield* signIn
    yield* look(monCompte.startMigration({ ticket: first }))
    yield* look(monCompte.refuseTerms({ ticket: first }))
    const second = yield* signIn
    yield* look(monCompte.startMigration({ ticket: second }))
    yield* look(monCompte.abandon({ ticket: second }))
    const ticket = yield* signIn
    yield* look(monCompte.startMigration({ ticket }))
    yield* look(monCompte.termsInForce())
    yield* look(monCompte.acceptTerms({ ticket, version: SECRETS["other text"] }))
    yield* look(monCompte.acceptTerms({ ticket, version: "1" }))
    const weak = SECRETS["password that is refused"]
    yield* look(monCompte.choosePassword({ ticket, password: weak, confirmation: password }))
    yield* look(monCompte.choosePassword({ ticket, password, confirmation: password }))
    yield* look(monCompte.sendCode({ ticket, contact: `${SECRETS.address} , x` }))
    w.mailbox.setFault("Undeliverable")
    yield* look(monCompte.sendCode({ ticket, contact: `0${SECRETS.mobile}` }))
    yield* look(deliverDue())
    w.mailbox.setFault("Down")
    yield* look(monCompte.sendCode({ ticket, contact: SECRETS.address }))
    yield* look(deliverDue())
    w.mailbox.setFault(null)
    yield* look(monCompte.resendCode({ ticket }))
    yield* look(deliverDue())
    yield* look(monCompte.goBack({ ticket }))
    yield* look(monCompte.sendCode({ ticket, contact: SECRETS.address }))
    yield* look(deliverDue())
    const code = codes(w).at(-1) ?? ""
    yield* look(monCompte.confirmCode({ ticket, code: wrongCode(code) }))
    yield* look(monCompte.confirmCode({ ticket, code: `${code}9` }))
    yield* look(monCompte.progress({ ticket }))
    w.terms.setDown(true)
    yield* look(monCompte.confirmCode({ ticket, code }))
    w.terms.setDown(false)
    yield* look(monCompte.confirmCode({ ticket, code }))
    const signedIn = yield* look(monCompte.signIn({ identifier: NIR, password }))
    const session = bearer((signedIn ?? {}) as object, "session")
    // And every verb there is, with everything that could be a secret in every field it may look at.
    const everything = {
      ...{ ticket, session, identifier: NIR, nir: NIR, password, current: password, confirmation: password },
      ...{
        contact: SECRETS.address,
        email: SECRETS.address,
        mobile: SECRETS.mobile,
        code,
        name: SECRETS["other text"],
      },
    }
    for (const verb of Object.values(monCompte) as ReadonlyArray<(asked: unknown) => Effect.Effect<unknown, unknown>>) {
      yield* look(verb(everything))
    }
    return { shown: shown.filter(({ length }) => length > 20), codes: codes(w) }
  })

describe.skipIf(server?.log == null)("no secret is told by anybody", () => {
  it("not by the process, not by its database, and not by the server's log of all statements", async () => {
    const ears = listening()
    const storage = Layer.orDie(postgresStorage({ url }).layer)
    const policy = { ...codePolicies.standard, secondsBetweenSends: 0 }
    const policies = Layer.succeed(Policies, { ...defaultPolicies, codes: policy })
    const layer = w.over(storage).pipe(Layer.provideMerge(Layer.merge(ears.layer, policies)))
    const lived = await Effect.runPromise(Effect.provide(live(ears.tell), layer))
    const told = await ears.stop()
    expect(lived.codes.length).toBeGreaterThan(1)
    expect(lived.shown.length).toBeGreaterThan(2)
    const canaries = {
      ...SECRETS,
      ...Object.fromEntries(lived.shown.map((text, index) => [`bearer ${index}`, text])),
      ...Object.fromEntries(lived.codes.map((text, index) => [`code ${index}`, text])),
    }
    expect(heard(told, canaries)).toEqual([])
    expect(heard(await dump(), canaries)).toEqual([])
    expect(heard(await logged(), canaries)).toEqual([])
    expect(await heardInFiles(canaries)).toEqual([])
    // What may be there was there to be heard.
    expect(told).toContain("MonCompte.confirmCode")
    expect(told).toContain("CodeWrong")
    expect(await dump()).toContain("ConfirmCode")
    expect(await logged()).toMatch(/INSERT INTO mon_compte\.aggregate/)
    expect(await logged()).toMatch(/ConfirmCode/)
  })

  it.each<readonly [where: string, leak: Effect.Effect<unknown, unknown, Storage>]>([
    ["a log line", Effect.logWarning("a person", { nir: NIR.slice(0, 18) })],
    ["a span", Effect.withSpan(Effect.void, "asked", { attributes: { to: SECRETS.address } })],
    [
      "the failure of a span",
      Effect.exit(Effect.withSpan(Effect.fail({ _tag: "Leak", typed: SECRETS.password }), "asked")),
    ],
    ["a metric", Metric.update(Metric.withAttributes(Metric.counter("asked"), { nir: SECRETS.nir }), 1)],
    ["standard error", Effect.sync(() => console.error(Buffer.from(SECRETS.nir).toString("base64")))],
    [
      "the database and the server's log",
      Effect.flatMap(Storage, (storage) =>
        storage.commit({
          commandId: "leak",
          at: 0,
          changes: [
            {
              aggregate: "account/leak",
              expectedVersion: 0,
              state: { _tag: "S", to: SECRETS.address },
              events: [],
              secret: Redacted.make(SECRETS.password),
            },
          ],
          guards: [],
          claims: [],
          messages: [],
          answer: { _tag: "A" },
        }),
      ),
    ],
  ])("and one that is leaked is heard: in %s", async (where, leak) => {
    const ears = listening()
    const layer = Layer.provideMerge(Layer.orDie(postgresStorage({ url }).layer), ears.layer)
    await Effect.runPromise(Effect.provide(leak, layer))
    const told = await ears.stop()
    if (!where.startsWith("the database")) return expect(heard(told, SECRETS)).not.toEqual([])
    expect(heard(told, SECRETS)).toEqual([])
    for (const text of [await dump(), await logged()])
      expect(heard(text, SECRETS)).toEqual(["password", "address", "local part"])
    expect(await heardInFiles(SECRETS)).toEqual(["password", "address", "local part"])
  })
})

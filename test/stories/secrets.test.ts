import { inspect } from "node:util"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import * as Tracer from "effect/Tracer"
import { deliverDue } from "../../src/application/delivery/deliver.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { ADA, atCode, codes, createTestContext, latestCode, MAIL, PASSWORD, session, tagOf } from "./test-context.ts"

const OTHER_PASSWORD = "Nouveau34"
const OTHER_MAIL = "lovelace@example.org"

/** Every way in which a value may end up in a log. */
const printed = (value: unknown): string =>
  [
    () => String(value),
    () => JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part)),
    () => inspect(value, { depth: 20, showHidden: true }),
    () => (value instanceof Error ? `${value.stack} ${inspect(value.cause)}` : ""),
  ]
    .map((print) => print())
    .join("\n")

/** What exporters tell of a span's end: its failure. An answer's value stays in the process. */
const failureOf = ({ status }: Tracer.NativeSpan) =>
  status._tag === "Ended" && Exit.isFailure(status.exit) ? status.exit.cause : null

// Leaflet: invariant.9
it.effect("nothing secret is stored, logged, traced or carried by an answer or a refusal", () => {
  const context = createTestContext()
  const seen: Array<string> = []
  const spans: Array<Tracer.NativeSpan> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    },
  })
  const logger = Logger.layer([
    Logger.make(({ cause, fiber, message }) =>
      seen.push(printed([message, cause, fiber.getRef(References.CurrentLogAnnotations)])),
    ),
  ])
  const settings = Layer.mergeAll(
    logger,
    Layer.succeed(References.MinimumLogLevel, "All"),
    Layer.succeed(Tracer.Tracer, tracer),
  )
  const look = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.map(Effect.exit(effect), (exit) => {
      seen.push(printed(exit))
    })
  return Effect.gen(function* () {
    const monCompte = yield* MonCompte
    const ticket = yield* atCode()
    yield* look(monCompte.signIn({ identifier: `${ADA.nir} é`, password: PASSWORD }))
    yield* look(monCompte.signIn({ identifier: ADA.nir, password: "00000000" }))
    yield* look(monCompte.choosePassword({ ticket, password: PASSWORD.slice(0, 7), confirmation: PASSWORD }))
    yield* look(monCompte.sendCode({ ticket, contact: `${MAIL} , x@example.org` }))
    context.mailbox.setFault("Undeliverable")
    yield* look(deliverDue())
    context.mailbox.setFault(null)
    yield* look(monCompte.sendCode({ ticket, contact: MAIL }))
    const code = yield* latestCode(context)
    yield* look(monCompte.migrationProgress({ ticket }))
    yield* look(monCompte.confirmCode({ ticket, code: `${code}9` }))
    context.terms.setDown(true)
    yield* look(monCompte.confirmCode({ ticket, code }))
    context.terms.setDown(false)
    yield* look(monCompte.confirmCode({ ticket, code }))
    context.storage.setDown(true)
    yield* look(deliverDue())
    context.storage.setDown(false)
    expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("SignedIn")

    const open = yield* session()
    yield* look(monCompte.whoAmI({ session: open }))
    yield* look(monCompte.changeContact({ session: open, current: OTHER_PASSWORD, contact: OTHER_MAIL }))
    yield* look(monCompte.changeContact({ session: open, current: PASSWORD, contact: OTHER_MAIL }))
    const contactCode = yield* latestCode(context)
    yield* look(monCompte.confirmContact({ session: open, code: contactCode }))
    yield* look(monCompte.signIn({ identifier: ADA.nir, password: OTHER_PASSWORD }))
    const recovery = (yield* monCompte.startRecovery({ identifier: ADA.nir })).ticket
    const recoveryCode = yield* latestCode(context)
    yield* look(monCompte.confirmRecovery({ ticket: recovery, code: "000000" }))
    yield* look(monCompte.confirmRecovery({ ticket: recovery, code: recoveryCode }))
    const anew = { ticket: recovery, password: OTHER_PASSWORD, confirmation: OTHER_PASSWORD }
    yield* look(monCompte.chooseRecoveredPassword({ ...anew, confirmation: PASSWORD }))
    yield* look(monCompte.chooseRecoveredPassword(anew))
    yield* look(deliverDue())
    expect(context.mailbox.announced().map(({ about }) => about)).toEqual([
      "ContactChanged",
      "PasswordRecovered",
      "PasswordRecovered",
    ])

    const names = new Set(spans.map(({ name }) => name))
    expect(names).toContain("MonCompte.confirmCode")
    seen.push(...spans.map((span) => printed([span.name, [...span.attributes], span.events, failureOf(span)])))
    seen.push(printed(context.storage.snapshot()))
    const text = seen.join("\n")
    const canaries = {
      nir: ADA.nir.replaceAll(" ", "").slice(0, 13),
      spelling: ADA.nir,
      legacyPassword: ADA.legacy,
      password: PASSWORD,
      address: MAIL,
      localPart: MAIL.split("@")[0] as string,
      ticket,
      codes: codes(context).at(0) as string,
      session: open,
      otherPassword: OTHER_PASSWORD,
      otherAddress: OTHER_MAIL,
      contactCode,
      recovery,
      recoveryCode,
    }
    // Random ids may hold any six digits; a code stands between other characters than hexadecimal ones.
    const holds = (canary: string) =>
      new RegExp(`(?<![0-9a-f])${canary.replace(/[.+]/g, "\\$&")}(?![0-9a-f])`).test(text)
    expect(
      Object.entries(canaries)
        .filter(([, canary]) => holds(canary))
        .map(([name]) => name),
    ).toEqual([])
    // That the net is fine enough: what is allowed to be there is found.
    expect(holds("CodePending")).toBe(true)
  }).pipe(Effect.provide(Layer.provideMerge(context.layer, settings)))
})

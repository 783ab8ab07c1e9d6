import { inspect } from "node:util"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import * as Tracer from "effect/Tracer"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { ADA, atCode, codes, createTestContext, latestCode, MAIL, PASSWORD, session, tagOf } from "./test-context.ts"

const OTHER_PASSWORD = "Nouveau34"
const OTHER_MAIL = "lovelace@example.org"

/** A value in every form that a log may print. */
const printed = (value: unknown): string =>
  [
    () => String(value),
    () => JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part)),
    () => inspect(value, { depth: 20, showHidden: true }),
    () => (value instanceof Error ? `${value.stack} ${inspect(value.cause)}` : ""),
  ]
    .map((print) => print())
    .join("\n")

/** The failure of a span, which exporters write. They do not write the value of a success. */
const failureOf = ({ status }: Tracer.NativeSpan) =>
  status._tag === "Ended" && Exit.isFailure(status.exit) ? status.exit.cause : null

// Leaflet: invariant.9
it.effect("no secret is stored, logged, traced, or part of an answer or a refusal", () => {
  const context = createTestContext()
  const outputs: Array<string> = []
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
      outputs.push(printed([message, cause, fiber.getRef(References.CurrentLogAnnotations)])),
    ),
  ])
  const settings = Layer.mergeAll(
    logger,
    Layer.succeed(References.MinimumLogLevel, "All"),
    Layer.succeed(Tracer.Tracer, tracer),
  )
  const record = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.map(Effect.exit(effect), (exit) => {
      outputs.push(printed(exit))
    })
  return Effect.gen(function* () {
    const monCompte = yield* MonCompte
    const ticket = yield* atCode()
    yield* record(monCompte.signIn({ identifier: `${ADA.nir} é`, password: PASSWORD }))
    yield* record(monCompte.signIn({ identifier: ADA.nir, password: "00000000" }))
    yield* record(monCompte.choosePassword({ ticket, password: PASSWORD.slice(0, 7), confirmation: PASSWORD }))
    yield* record(monCompte.sendCode({ ticket, contact: `${MAIL} , x@example.org` }))
    context.mailbox.setFault("Undeliverable")
    yield* record(deliverDue())
    context.mailbox.setFault(null)
    yield* record(monCompte.sendCode({ ticket, contact: MAIL }))
    const code = yield* latestCode(context)
    yield* record(monCompte.migrationProgress({ ticket }))
    yield* record(monCompte.confirmCode({ ticket, code: `${code}9` }))
    context.terms.setDown(true)
    yield* record(monCompte.confirmCode({ ticket, code }))
    context.terms.setDown(false)
    yield* record(monCompte.confirmCode({ ticket, code }))
    context.storage.setDown(true)
    yield* record(deliverDue())
    context.storage.setDown(false)
    expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("SignedIn")

    const current = yield* session()
    yield* record(monCompte.whoAmI({ session: current }))
    yield* record(monCompte.changeContact({ session: current, current: OTHER_PASSWORD, contact: OTHER_MAIL }))
    yield* record(monCompte.changeContact({ session: current, current: PASSWORD, contact: OTHER_MAIL }))
    const contactCode = yield* latestCode(context)
    yield* record(monCompte.confirmContact({ session: current, code: contactCode }))
    yield* record(monCompte.signIn({ identifier: ADA.nir, password: OTHER_PASSWORD }))
    const recovery = (yield* monCompte.startRecovery({ identifier: ADA.nir })).ticket
    const recoveryCode = yield* latestCode(context)
    yield* record(monCompte.confirmRecovery({ ticket: recovery, code: "000000" }))
    yield* record(monCompte.confirmRecovery({ ticket: recovery, code: recoveryCode }))
    const choice = { ticket: recovery, password: OTHER_PASSWORD, confirmation: OTHER_PASSWORD }
    yield* record(monCompte.chooseRecoveredPassword({ ...choice, confirmation: PASSWORD }))
    yield* record(monCompte.chooseRecoveredPassword(choice))
    yield* record(deliverDue())
    expect(context.mailbox.announced().map(({ about }) => about)).toEqual([
      "ContactChanged",
      "PasswordRecovered",
      "PasswordRecovered",
      "ContactRestored",
      "ContactRestored",
    ])

    const names = new Set(spans.map(({ name }) => name))
    expect(names).toContain("MonCompte.confirmCode")
    outputs.push(...spans.map((span) => printed([span.name, [...span.attributes], span.events, failureOf(span)])))
    outputs.push(printed(context.storage.snapshot()))
    const text = outputs.join("\n")
    const canaries = {
      nir: ADA.nir.replaceAll(" ", "").slice(0, 13),
      spelling: ADA.nir,
      legacyPassword: ADA.legacy,
      password: PASSWORD,
      address: MAIL,
      localPart: MAIL.split("@")[0] as string,
      ticket,
      codes: codes(context).at(0) as string,
      session: current,
      otherPassword: OTHER_PASSWORD,
      otherAddress: OTHER_MAIL,
      contactCode,
      recovery,
      recoveryCode,
    }
    // Random ids may contain the digits of a code, so a code between hexadecimal characters does not count.
    const contains = (canary: string) =>
      new RegExp(`(?<![0-9a-f])${canary.replace(/[.+]/g, "\\$&")}(?![0-9a-f])`).test(text)
    expect(
      Object.entries(canaries)
        .filter(([, canary]) => contains(canary))
        .map(([name]) => name),
    ).toEqual([])
    // The search works: it finds a text that may be there.
    expect(contains("CodePending")).toBe(true)
  }).pipe(Effect.provide(Layer.provideMerge(context.layer, settings)))
})

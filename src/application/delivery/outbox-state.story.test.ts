import { inspect } from "node:util"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Latch from "effect/Latch"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Metric from "effect/Metric"
import * as Redacted from "effect/Redacted"
import * as References from "effect/References"
import * as Tracer from "effect/Tracer"
import * as TestClock from "effect/testing/TestClock"
import { announcementsTo, enqueue } from "../../../test/stories/outbox-messages.ts"
import {
  ADA,
  atCode,
  BOB,
  codes,
  createTestContext,
  MAIL,
  type TestContext,
} from "../../../test/stories/test-context.ts"
import { type Notice, Notifier } from "../../ports/notifier.ts"
import { deliveryPolicies } from "../contract/delivery-policy.ts"
import { defaultPolicies, Policies } from "../contract/policies.ts"
import { MonCompte } from "../mon-compte.ts"
import { outboxStates } from "../unit-of-work/outbox-state.ts"
import { deliverDue } from "./deliver-due.ts"

const MOBILE = "06 39 98 12 34"

/** Records the log lines and spans of a run, and its metrics in a registry of its own. */
const recorder = () => {
  const lines: Array<{ readonly text: string; readonly fields: object; readonly level: string }> = []
  const spans: Array<Tracer.NativeSpan> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    },
  })
  const logger = Logger.make(({ cause, fiber, logLevel, message }) => {
    const fields = fiber.getRef(References.CurrentLogAnnotations)
    lines.push({ text: inspect([message, cause], { depth: 20 }), fields, level: logLevel })
  })
  const layer = Layer.mergeAll(
    Logger.layer([logger]),
    Layer.succeed(References.MinimumLogLevel, "All"),
    Layer.succeed(Tracer.Tracer, tracer),
    Layer.succeed(Metric.MetricRegistry, new Map()),
  )
  return { lines, spans, layer }
}

const failureOf = ({ status }: Tracer.NativeSpan) =>
  status._tag === "Ended" && Exit.isFailure(status.exit) ? status.exit.cause : null

/** A carrier that fails with a text that quotes the message, as drivers do. */
const withQuotingCarrier = (work: ReturnType<typeof deliverDue>) =>
  Effect.provideService(work, Notifier, {
    reaches: ["Email", "Mobile"],
    send: (notice: Notice) =>
      Effect.die(
        new Error(
          `550 <${notice.to.reveal()}> ${notice._tag === "ConfirmationCode" ? Redacted.value(notice.code) : ""}`,
        ),
      ),
  })

/** Takes messages through every state. */
const visitAllStates = Effect.fnUntraced(function* (context: TestContext) {
  const monCompte = yield* MonCompte
  const ticket = yield* atCode()
  yield* TestClock.adjust("1 minute")
  yield* monCompte.resendCode({ ticket })
  yield* deliverDue()
  const other = yield* atCode(BOB, MOBILE)
  context.mailbox.setFault("Down")
  yield* deliverDue()
  context.mailbox.setFault("Undeliverable")
  yield* TestClock.adjust("1 minute")
  yield* deliverDue()
  context.mailbox.setFault(null)
  const delivery = { ...deliveryPolicies.standard, maxAttempts: 1, concurrency: 1 }
  yield* enqueue(context, [{ id: "future", dueAt: -1, body: { _tag: MAIL } }, ...(yield* announcementsTo(context, 3))])
  const latch = yield* Latch.make(false)
  const slow = Effect.provideService(deliverDue(), Notifier, {
    ...context.mailbox.service,
    send: (notice) => Effect.andThen(latch.await, context.mailbox.service.send(notice)),
  })
  const working = yield* Effect.forkChild(Effect.provideService(slow, Policies, { ...defaultPolicies, delivery }))
  while ((yield* context.storage.service.listDeadLetters(1)).length === 0) {
    yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
  }
  const ending = yield* Effect.forkChild(Fiber.interrupt(working))
  yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
  yield* latch.open
  yield* Fiber.join(ending)
  yield* withQuotingCarrier(deliverDue())
  yield* monCompte.resendCode({ ticket: other }).pipe(Effect.ignore)
  yield* withQuotingCarrier(deliverDue())
  return [ticket, other]
})

it.effect("records each state of a message in a log line, a span and a metric, without personal data", () => {
  const context = createTestContext()
  const { layer, lines, spans } = recorder()
  return Effect.gen(function* () {
    const tickets = yield* visitAllStates(context)
    const metrics = yield* Metric.snapshot
    const counted = new Map(
      metrics
        .filter(({ id }) => id === "mon_compte_outbox_messages")
        .map(({ attributes, state }) => [
          `${attributes?.["state"]} ${attributes?.["kind"]}`,
          "count" in state ? Number(state.count) : 0,
        ]),
    )
    for (const state of outboxStates) {
      const logged = lines.filter(({ text }) => text.includes(`Outbox: ${state}.`)).length
      const traced = spans.filter(({ name }) => name === `MonCompte.outbox.${state}`).length
      const sum = [...counted]
        .filter(([name]) => name.startsWith(`${state} `))
        .reduce((total, [, count]) => total + count, 0)
      expect([state, logged, traced]).toEqual([state, Math.max(1, sum), Math.max(1, sum)])
    }
    // At the default level, only the states that an operator must look at are logged.
    const outbox = lines.filter(({ text }) => text.includes("Outbox: "))
    const aboveDebug = outbox
      .filter(({ level }) => level !== "Debug")
      .map(({ level, text }) => [level, /\w+(?=\.')/.exec(text)?.[0]])
    expect(new Set(aboveDebug.map(String))).toEqual(new Set(["Warn,undeliverable", "Error,dead"]))
    expect(counted.get("dead Unknown")).toBe(1)
    expect(spans.filter(({ name }) => name === "MonCompte.deliver").length).toBeGreaterThan(5)

    const recorded = [
      inspect(lines, { depth: 20 }),
      ...spans.map((span) => inspect([span.name, [...span.attributes], span.events, failureOf(span)], { depth: 20 })),
      yield* Metric.dump,
    ].join("\n")
    const nir = ({ nir }: typeof ADA) => nir.replaceAll(" ", "").slice(0, 13)
    const secrets = [MAIL, "example.org", "639981234", "39 98 12 34", nir(ADA), nir(BOB), ADA.nir, ...tickets]
    expect(secrets.filter((secret) => recorded.includes(secret))).toEqual([])
    // Random ids may contain the digits of a code, so a code between hexadecimal characters does not count.
    const isRecorded = (code: string) => new RegExp(`(?<![0-9a-f])${code}(?![0-9a-f])`).test(recorded)
    expect(codes(context).length).toBeGreaterThan(0)
    expect(codes(context).filter(isRecorded)).toEqual([])
    // The search finds what may be recorded, so it would also find a secret.
    expect(["SendCode", "future", "OrderUnknown"].filter((word) => !recorded.includes(word))).toEqual([])
  }).pipe(Effect.provide(Layer.provideMerge(context.layer, layer)))
})

it.effect("measures how late messages are when they are leased for the first time, and 0 when none is due", () => {
  const context = createTestContext()
  const { layer } = recorder()
  const lateness = Effect.map(Metric.snapshot, (metrics) => {
    const state = metrics.find(({ id }) => id === "mon_compte_outbox_oldest_due_seconds")?.state
    return state !== undefined && "value" in state ? state.value : null
  })
  return Effect.gen(function* () {
    yield* enqueue(context, yield* announcementsTo(context, 2))
    yield* TestClock.adjust("90 seconds")
    context.mailbox.setFault("Down")
    yield* deliverDue()
    expect(yield* lateness).toBe(90)
    yield* deliverDue()
    expect(yield* lateness).toBe(0)
    yield* TestClock.adjust("90 seconds")
    expect(yield* deliverDue()).toBe(2)
    expect(yield* lateness).toBe(0)
  }).pipe(Effect.provide(Layer.provideMerge(context.layer, layer)))
})

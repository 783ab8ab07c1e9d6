import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { memoryMailbox } from "../../../adapters/memory/index.ts"
import { Email, Mobile } from "../../domain/contact/contact.ts"
import { type Notice, Notifier, NotifierDown } from "../../ports/notifier.ts"
import { notifierSample } from "../../testing/notifier.arbitrary.ts"
import { notifierLaws } from "../../testing/notifier.laws.ts"
import { checkLaw } from "../../testing/port.laws.ts"
import { routedNotifier } from "./routed-notifier.ts"

const notice = (to: Notice["to"]): Notice => ({
  _tag: "ConfirmationCode",
  id: "challenge.1",
  to,
  language: "fr",
  purpose: "migration",
  code: Redacted.make("012345"),
  number: 1,
  expiresAt: 1_800_000_000_000,
  minutes: 10,
})
const letter = notice(Email.restore("camille@example.org"))
const text = notice(Mobile.restore("+33639980000"))

const mailboxes = () => ({
  letters: memoryMailbox({ reaches: ["Email"] }),
  texts: memoryMailbox({ reaches: ["Mobile"] }),
})
const send = (notice: Notice) => Effect.exit(Notifier.use(({ send }) => send(notice)))
const run = <A>(work: Effect.Effect<A, never, Notifier>, through: Layer.Layer<Notifier>) =>
  Effect.runPromise(Effect.provide(work, through))
const failure = (exit: Exit.Exit<void, { readonly _tag: string }>) =>
  Exit.isFailure(exit) ? exit.cause.reasons.map((reason) => reason._tag === "Fail" && reason.error._tag) : "sent"

describe.each([
  ["both kinds", () => ({ Email: mailboxes().letters.layer, Mobile: mailboxes().texts.layer })],
  ["one kind", () => ({ Mobile: mailboxes().texts.layer })],
  ["two kinds by one carrier", () => ({ Email: both, Mobile: both })],
] as const)("a notifier with routes for %s keeps the law:", (_, routes) => {
  it.each(notifierLaws)("$name", (law) =>
    checkLaw(law, notifierSample, (kept) => Effect.runPromise(Effect.provide(kept, routedNotifier(routes()))), {
      seed: 1,
      numRuns: 20,
    }),
  )
})

const both = memoryMailbox().layer

describe("a notifier with routes", () => {
  it("hands each kind to its own carrier", async () => {
    const { letters, texts } = mailboxes()
    await run(Effect.andThen(send(letter), send(text)), routedNotifier({ Email: letters.layer, Mobile: texts.layer }))
    expect(letters.sent()).toEqual([letter])
    expect(texts.sent()).toEqual([text])
  })

  it("goes on by one carrier while the other is down, and passes on what each says", async () => {
    const { letters, texts } = mailboxes()
    letters.setFault("Down")
    const exits = await run(
      Effect.all([send(letter), send(text)]),
      routedNotifier({ Email: letters.layer, Mobile: texts.layer }),
    )
    expect(exits.map(failure)).toEqual([["NotifierDown"], "sent"])
    texts.setFault("Undeliverable")
    expect(failure(await run(send(text), routedNotifier({ Mobile: texts.layer })))).toEqual(["Undeliverable"])
  })

  it("has no way to a kind without a route", async () => {
    const { letters, texts } = mailboxes()
    const exit = await run(send(letter), routedNotifier({ Mobile: texts.layer }))
    expect(failure(exit)).toEqual(["Undeliverable"])
    expect([...letters.sent(), ...texts.sent()]).toEqual([])
  })

  it("names the kinds that it has a route for, and not all that a carrier could do", async () => {
    const reaches = Notifier.use(({ reaches }) => Effect.succeed(reaches))
    expect(await run(reaches, routedNotifier({ Mobile: memoryMailbox().layer }))).toEqual(["Mobile"])
    const { letters, texts } = mailboxes()
    expect(await run(reaches, routedNotifier({ Mobile: texts.layer, Email: letters.layer }))).toEqual([
      "Email",
      "Mobile",
    ])
  })

  it.each([
    ["its carriers are swapped", () => ({ Email: mailboxes().texts.layer, Mobile: mailboxes().letters.layer })],
    ["one carrier reaches the other kind alone", () => ({ Mobile: mailboxes().letters.layer })],
    ["it has no route", () => ({})],
  ])("is not built when %s", async (_, routes) => {
    const exit = await Effect.runPromise(Effect.exit(Effect.provide(send(text), routedNotifier(routes()))))
    expect(Exit.isFailure(exit) && exit.cause.reasons.map(({ _tag }) => _tag)).toEqual(["Die"])
  })

  it("builds its carriers once, closes them with its scope, and fails as they do", async () => {
    const events: Array<string> = []
    const carrier = Layer.effect(
      Notifier,
      Effect.acquireRelease(
        Effect.sync(() => {
          events.push("opened")
          return memoryMailbox().service
        }),
        () => Effect.sync(() => events.push("closed")),
      ),
    )
    await run(send(text), routedNotifier({ Email: carrier, Mobile: carrier }))
    expect(events).toEqual(["opened", "closed"])
    const down: Layer.Layer<Notifier, NotifierDown> = Layer.effect(Notifier, Effect.fail(new NotifierDown()))
    const exit = await Effect.runPromise(Effect.exit(Effect.scoped(Layer.build(routedNotifier({ Email: down })))))
    expect(Exit.isFailure(Exit.map(exit, (context) => Context.get(context, Notifier)))).toBe(true)
  })
})

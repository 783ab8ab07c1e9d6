import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { memoryMailbox } from "../../../adapters/memory/index.ts"
import { Email, Mobile } from "../../domain/contact/contact.ts"
import { type Notice, Notifier, NotifierDown } from "../../ports/notifier.ts"
import { notifierSample } from "../../testing/generators/notifier.ts"
import { checkLaw } from "../../testing/laws/law.ts"
import { notifierLaws } from "../../testing/laws/notifier.ts"
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
const emailNotice = notice(Email.restore("camille@example.org"))
const smsNotice = notice(Mobile.restore("+33639980000"))

const mailboxes = () => ({
  emailBox: memoryMailbox({ reaches: ["Email"] }),
  smsBox: memoryMailbox({ reaches: ["Mobile"] }),
})
const send = (notice: Notice) => Effect.exit(Notifier.use(({ send }) => send(notice)))
const run = <A>(work: Effect.Effect<A, never, Notifier>, through: Layer.Layer<Notifier>) =>
  Effect.runPromise(Effect.provide(work, through))
const failure = (exit: Exit.Exit<void, { readonly _tag: string }>) =>
  Exit.isFailure(exit) ? exit.cause.reasons.map((reason) => reason._tag === "Fail" && reason.error._tag) : "sent"

describe.each([
  ["both kinds", () => ({ Email: mailboxes().emailBox.layer, Mobile: mailboxes().smsBox.layer })],
  ["one kind", () => ({ Mobile: mailboxes().smsBox.layer })],
  ["two kinds by one carrier", () => ({ Email: both, Mobile: both })],
] as const)("a notifier with routes for %s keeps the law:", (_, routes) => {
  it.each(notifierLaws)("$name", (law) =>
    checkLaw(law, notifierSample, (run) => Effect.runPromise(Effect.provide(run, routedNotifier(routes()))), {
      seed: 1,
      numRuns: 20,
    }),
  )
})

const both = memoryMailbox().layer

describe("a notifier with routes", () => {
  it("passes each kind to its own carrier", async () => {
    const { emailBox, smsBox } = mailboxes()
    await run(
      Effect.andThen(send(emailNotice), send(smsNotice)),
      routedNotifier({ Email: emailBox.layer, Mobile: smsBox.layer }),
    )
    expect(emailBox.sent()).toEqual([emailNotice])
    expect(smsBox.sent()).toEqual([smsNotice])
  })

  it("uses one carrier while the other is down, and answers the failure of each", async () => {
    const { emailBox, smsBox } = mailboxes()
    emailBox.setFault("Down")
    const exits = await run(
      Effect.all([send(emailNotice), send(smsNotice)]),
      routedNotifier({ Email: emailBox.layer, Mobile: smsBox.layer }),
    )
    expect(exits.map(failure)).toEqual([["NotifierDown"], "sent"])
    smsBox.setFault("Undeliverable")
    expect(failure(await run(send(smsNotice), routedNotifier({ Mobile: smsBox.layer })))).toEqual(["Undeliverable"])
  })

  it("refuses a kind without a route as undeliverable", async () => {
    const { emailBox, smsBox } = mailboxes()
    const exit = await run(send(emailNotice), routedNotifier({ Mobile: smsBox.layer }))
    expect(failure(exit)).toEqual(["Undeliverable"])
    expect([...emailBox.sent(), ...smsBox.sent()]).toEqual([])
  })

  it("reaches the kinds that have a route, and no other kind of its carriers", async () => {
    const reaches = Notifier.use(({ reaches }) => Effect.succeed(reaches))
    expect(await run(reaches, routedNotifier({ Mobile: memoryMailbox().layer }))).toEqual(["Mobile"])
    const { emailBox, smsBox } = mailboxes()
    expect(await run(reaches, routedNotifier({ Mobile: smsBox.layer, Email: emailBox.layer }))).toEqual([
      "Email",
      "Mobile",
    ])
  })

  it.each([
    ["its carriers are swapped", () => ({ Email: mailboxes().smsBox.layer, Mobile: mailboxes().emailBox.layer })],
    ["a carrier reaches only the other kind", () => ({ Mobile: mailboxes().emailBox.layer })],
    ["it has no route", () => ({})],
    ["a kind is misspelled", () => ({ Email: memoryMailbox().layer, mobile: memoryMailbox().layer })],
  ])("is not built when %s", async (_, routes) => {
    const exit = await Effect.runPromise(Effect.exit(Effect.provide(send(smsNotice), routedNotifier(routes()))))
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
    await run(send(smsNotice), routedNotifier({ Email: carrier, Mobile: carrier }))
    expect(events).toEqual(["opened", "closed"])
    const down: Layer.Layer<Notifier, NotifierDown> = Layer.effect(Notifier, Effect.fail(new NotifierDown()))
    const exit = await Effect.runPromise(Effect.exit(Effect.scoped(Layer.build(routedNotifier({ Email: down })))))
    expect(Exit.isFailure(Exit.map(exit, (context) => Context.get(context, Notifier)))).toBe(true)
  })
})

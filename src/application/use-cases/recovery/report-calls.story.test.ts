import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import { press, tokenTo, withPage } from "../../../../test/stories/report-links.ts"
import {
  latestCode,
  MAIL,
  PASSWORD,
  session,
  signedIn,
  story,
  type TestContext,
} from "../../../../test/stories/test-context.ts"
import { Keys } from "../../../ports/keys.ts"
import { Storage } from "../../../ports/storage.ts"
import { MonCompte } from "../../mon-compte.ts"

const NEXT = "ada.next@example.org"

const changed = Effect.fnUntraced(function* (context: TestContext) {
  const monCompte = yield* MonCompte
  yield* signedIn(context)
  yield* TestClock.adjust("60 days")
  const open = yield* session()
  yield* monCompte.changeContact({ session: open, current: PASSWORD, contact: NEXT })
  yield* monCompte.confirmContact({ session: open, code: yield* latestCode(context) })
  return (yield* tokenTo(context, "ContactChanged", MAIL)) ?? ""
})

/** A port whose calls are recorded by name. */
const recorded = <Port extends object>(port: Port, calls: Array<string>): Port =>
  Object.fromEntries(
    Object.entries(port).map(([name, call]) => [
      name,
      typeof call === "function"
        ? (...input: ReadonlyArray<unknown>) =>
            Effect.suspend(() => {
              calls.push(name)
              return call(...input)
            })
        : call,
    ]),
    // The compiler cannot derive this type through `Object.entries`.
  ) as Port

describe("a link that reports nothing", () => {
  story("causes the same calls to the storage and the keys, whatever the reason, and no write", (context) => {
    const calls: Array<string> = []
    const ports = Layer.merge(
      Layer.succeed(Keys, recorded(context.keys.service, calls)),
      Layer.succeed(Storage, recorded(context.storage.service, calls)),
    )
    const verbs = Layer.fresh(MonCompte.verbs).pipe(Layer.provide(ports))
    const callsOf = (token: string) =>
      Effect.gen(function* () {
        calls.splice(0)
        const result = yield* Effect.provide(press(token), verbs)
        return [result, ...calls.splice(0)].join(" ")
      })
    return withPage(
      Effect.gen(function* () {
        const token = yield* changed(context)
        const last = token.endsWith("A") ? "B" : "A"
        const forged = `${token.slice(0, -1)}${last}`
        const unknownAccount = `${token.startsWith("A") ? "B" : "A"}${token.slice(1)}`
        const otherContact = `${token.slice(0, 32)}${token[32] === "A" ? "B" : "A"}${token.slice(33)}`
        const before = yield* Effect.forEach([forged, unknownAccount, otherContact], callsOf)
        expect(yield* press(token)).toBe("ChangeReported")
        const used = yield* callsOf(token)
        yield* TestClock.adjust("7 days")
        const late = yield* callsOf(token)
        expect(new Set([...before, used, late])).toEqual(new Set(["ReportLinkUnknown load mac"]))
      }),
    )
  })

  story("is refused without any call, if it does not have the form of a link", (context) => {
    const calls: Array<string> = []
    const ports = Layer.merge(
      Layer.succeed(Keys, recorded(context.keys.service, calls)),
      Layer.succeed(Storage, recorded(context.storage.service, calls)),
    )
    const verbs = Layer.fresh(MonCompte.verbs).pipe(Layer.provide(ports))
    return Effect.gen(function* () {
      for (const text of ["", "x", "A".repeat(55), "é".repeat(56), "A".repeat(10_000)]) {
        expect(yield* Effect.provide(press(text), verbs)).toBe("ReportLinkUnknown")
      }
      expect(calls).toEqual([])
    })
  })
})

describe("a link that was sent before a key rotation", () => {
  story("works while its key is accepted", (context) =>
    withPage(
      Effect.gen(function* () {
        const token = yield* changed(context)
        context.keys.rotate("another master")
        expect(yield* press(token)).toBe("ChangeReported")
      }),
    ),
  )
})

import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import {
  ADA,
  atCode,
  latestCode,
  migrated,
  PASSWORD,
  session,
  story,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { presets } from "../../../domain/password/index.ts"
import { defaultPolicies, Policies } from "../../contract/policies.ts"
import { MonCompte } from "../../mon-compte.ts"

const NEW = "Nouveau-34-long"
const typed = { password: NEW, confirmation: NEW }

const signIn = (password: string) =>
  Effect.flatMap(MonCompte, (monCompte) => tagOf(monCompte.signIn({ identifier: ADA.nir, password })))

/** Strangers type wrong passwords until the number waits. */
const guess = Effect.repeat(signIn("Pas celui1"), { times: 6 })

/** A new password has all its tries: four wrong ones, and then it opens a session. */
const hasFreshTries = Effect.gen(function* () {
  for (let wrong = 0; wrong < 4; wrong += 1) expect(yield* signIn("Pas celui1")).toBe("Refused")
  expect(yield* signIn(NEW)).toBe("SignedIn")
})

describe("strangers who guessed at sign-in do not keep out a person with a new password", () => {
  story("that was changed in an open session", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const open = yield* session()
      yield* guess
      expect(yield* signIn(PASSWORD)).toBe("Refused")
      expect(yield* tagOf(monCompte.changePassword({ session: open, current: PASSWORD, ...typed }))).toBe(
        "PasswordChanged",
      )
      yield* hasFreshTries
    }),
  )

  story("that was changed after wrong current passwords: none of them counts", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const open = yield* session()
      for (let wrong = 0; wrong < 4; wrong += 1) {
        const change = monCompte.changePassword({ session: open, current: "Pas celui1", ...typed })
        expect(yield* tagOf(change)).toBe("PasswordWrong")
      }
      yield* monCompte.changePassword({ session: open, current: PASSWORD, ...typed })
      const failures = context.storage
        .snapshot()
        .rows.filter(({ aggregate }) => aggregate.startsWith("lock-out/"))
        .map(({ state }) => state?.["failures"])
      expect(new Set(failures.map((list) => JSON.stringify(list)))).toEqual(new Set(["[]"]))
    }),
  )

  story("that replaces one that the policy no longer accepts", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      const strict = { ...defaultPolicies, password: presets.cnil }
      const monCompte = yield* MonCompte.pipe(
        Effect.provide(Layer.fresh(MonCompte.verbs).pipe(Layer.provide(Layer.succeed(Policies, strict)))),
      )
      const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })
      if (answer._tag !== "MustChangePassword" || !("ticket" in answer)) return expect.fail(answer._tag)
      yield* guess
      expect(yield* tagOf(monCompte.replacePassword({ ticket: answer.ticket, ...typed }))).toBe("PasswordChanged")
      yield* hasFreshTries
    }),
  )

  story("that was chosen in the three steps", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      yield* guess
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: yield* latestCode(context) }))).toBe("Completed")
      expect(yield* signIn(PASSWORD)).toBe("SignedIn")
    }),
  )
})

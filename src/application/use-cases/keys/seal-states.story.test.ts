import { globSync, readFileSync } from "node:fs"
import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import { it } from "vitest"
import { memoryKeys, memoryStorage } from "../../../../adapters/memory/index.ts"
import { runOver } from "../../../../test/faulty-adapters/faulty-adapter.ts"
import { NOON } from "../../../../test/stories/family.ts"
import { sealed } from "../../../../test/stories/sealed.ts"
import {
  ADA,
  migrated,
  PASSWORD,
  session,
  signedIn,
  story,
  tagOf,
  whileTimePasses,
} from "../../../../test/stories/test-context.ts"
import { Storage } from "../../../ports/storage.ts"
import { storageSample } from "../../../testing/generators/storage.ts"
import { checkLaw } from "../../../testing/laws/law.ts"
import { storageLaws } from "../../../testing/laws/storage.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"
import { sealedStates } from "../../secrets/sealed-states.ts"
import { rewrapKeys } from "./rewrap-keys.ts"
import { sealStates, storedCategories } from "./seal-states.ts"

const NEXT = "Nouveau34"

const signIn = (password: string) =>
  Effect.flatMap(MonCompte, (monCompte) => monCompte.signIn({ identifier: ADA.nir, password }))

const change = (open: string) =>
  Effect.flatMap(MonCompte, ({ changePassword }) =>
    changePassword({ session: open, current: PASSWORD, password: NEXT, confirmation: NEXT }),
  )

describe("a service with sealed states", () => {
  story("works as before: migration, sign-in, change, recovery by an agent, two writers at once", (context) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(NOON)
      const open = yield* sealed(context)(signedIn(context))
      const both = Effect.all([signIn(PASSWORD), signIn(PASSWORD)], { concurrency: "unbounded" })
      const answers = yield* whileTimePasses(sealed(context)(both))
      expect(answers.map(({ _tag }) => _tag)).toEqual(["SignedIn", "SignedIn"])
      yield* sealed(context)(change(open))
      const agency = yield* sealed(context)(Agency)
      yield* agency.declareCompromised({ agent: "Agent 7", person: open.slice(0, 36) })
      expect(yield* sealed(context)(tagOf(signIn(NEXT)))).toBe("MustChangePassword")
    }),
  )

  story("accepts an existing database while it is carried over, and every row has its seal afterwards", (context) =>
    Effect.gen(function* () {
      yield* signedIn(context)
      expect(yield* sealed(context)(tagOf(signIn(PASSWORD)))).toBe("StateAltered")
      expect(yield* sealed(context, { unsealed: "Accepted" })(tagOf(signIn(PASSWORD)))).toBe("SignedIn")
      expect((yield* sealStates()).refused).toBeGreaterThan(0)
      const progress = yield* sealStates({ unsealed: "Seal", pageSize: 2 })
      expect(progress).toMatchObject({ refused: 0 })
      expect(progress.sealed).toBeGreaterThan(3)
      expect(yield* sealStates()).toMatchObject({ sealed: 0, refused: 0 })
      expect(yield* sealed(context)(session())).toContain(".")
    }),
  )

  story("replaces a key: rows under the older key are read, sealed again, and read after it is dropped", (context) =>
    Effect.gen(function* () {
      yield* sealed(context)(migrated(context))
      context.keys.rotate()
      expect(yield* sealed(context)(tagOf(signIn(PASSWORD)))).toBe("SignedIn")
      yield* sealed(context)(rewrapKeys())
      const progress = yield* sealStates()
      expect(progress).toMatchObject({ refused: 0 })
      expect(progress.sealed).toBeGreaterThan(0)
      context.keys.retire("1")
      expect(yield* sealed(context)(tagOf(signIn(PASSWORD)))).toBe("SignedIn")
    }),
  )

  story("answers TryLater while the keys are down, and changes nothing", (context) =>
    Effect.gen(function* () {
      yield* sealed(context)(migrated(context))
      context.keys.setDown(true)
      expect(yield* sealed(context)(tagOf(signIn(PASSWORD)))).toBe("TryLater")
      context.keys.setDown(false)
      expect(yield* sealed(context)(tagOf(signIn(PASSWORD)))).toBe("SignedIn")
    }),
  )
})

describe("the laws of a storage hold with sealed states", () => {
  const keys = memoryKeys({ master: "for tests" }).layer
  const make = () =>
    Effect.runSync(
      Effect.provide(
        Effect.map(Storage, (storage) => storage),
        sealedStates().pipe(Layer.provide([memoryStorage().layer, keys])),
      ),
    )
  it.each(storageLaws())("$name", (law) =>
    checkLaw(law, storageSample, runOver(Storage, make), { seed: 4, numRuns: 10 }),
  )
})

it("every category of aggregate is sealed", () => {
  const files = globSync("src/domain/**/*.ts").filter((file) => !file.endsWith(".test.ts"))
  const found = files.flatMap((file) => [...readFileSync(file, "utf8").matchAll(/streamOf\("([a-z-]+)"\)/g)])
  expect([...storedCategories]).toEqual([...new Set(found.map(([, category]) => category))].toSorted())
})

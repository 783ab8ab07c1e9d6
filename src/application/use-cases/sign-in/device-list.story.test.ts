import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { allStored } from "../../../../test/stories/erasure.ts"
import {
  ADA,
  BOB,
  closeAccount,
  latestCode,
  PASSWORD,
  type StoryEnvironment,
  signedIn,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { messageOf } from "../../../messages/messages.ts"
import { Agency } from "../../agency.ts"
import { defaultPolicies, policiesLayer } from "../../contract/policies.ts"
import { MonCompte } from "../../mon-compte.ts"

const NEXT = { password: "Nouveau34", confirmation: "Nouveau34" }
const HOUR = 60 * 60_000

/** Ada is signed in. Her computer and her phone remember her. */
const twoBrowsers = Effect.fnUntraced(function* (context: TestContext) {
  const monCompte = yield* MonCompte
  const ada = yield* signedIn(context)
  const computer = yield* monCompte.rememberMe({ session: ada, label: "Firefox, Lyon" })
  yield* TestClock.adjust(HOUR / 4)
  const phone = yield* monCompte.rememberMe({ session: ada, label: "Téléphone d’Ada" })
  return { monCompte, session: ada, computer, phone, person: ada.slice(0, 36) }
})

/** Which of the two browsers still remember Ada, and how many a new session of hers lists. */
const remembered = Effect.fnUntraced(function* (devices: ReadonlyArray<string>) {
  const monCompte = yield* MonCompte
  return yield* Effect.forEach(devices, (device) => tagOf(monCompte.rememberedIdentifier({ device })))
})

describe("a person who looks at the browsers that remember them", () => {
  story("sees each with its label and its dates, and which one they are using", (context) =>
    Effect.gen(function* () {
      const { computer, monCompte, phone, session } = yield* twoBrowsers(context)
      const { devices } = yield* monCompte.listDevices({ session, device: phone.device })
      expect(devices).toEqual([
        { number: 1, label: "Firefox, Lyon", since: 0, until: computer.until, current: false },
        { number: 2, label: "Téléphone d’Ada", since: HOUR / 4, until: phone.until, current: true },
      ])
    }),
  )

  story("sees none of another person, also with the device token of that person", (context) =>
    Effect.gen(function* () {
      const { computer, monCompte } = yield* twoBrowsers(context)
      const bob = yield* signedIn(context, BOB, "bob@example.org")
      const { devices } = yield* monCompte.listDevices({ session: bob, device: computer.device })
      expect(devices).toEqual([])
      expect(yield* tagOf(monCompte.listDevices({ session: computer.device }))).toBe("SessionOver")
    }),
  )

  story("sees no label that is no line of text, and the label is not stored in clear", (context) =>
    Effect.gen(function* () {
      const { monCompte, session } = yield* twoBrowsers(context)
      for (const label of ["", " ", "a\nb", "a".repeat(81), "\u202Egnp.exe", 7 as unknown as string]) {
        yield* monCompte.rememberMe({ session, label })
      }
      const { devices } = yield* monCompte.listDevices({ session })
      expect(devices.map(({ label }) => label).slice(2)).toEqual([null, null, null, null, "gnp.exe", null])
      expect(allStored(context)).not.toContain("Firefox")
      expect(allStored(context)).not.toContain("Lyon")
    }),
  )

  story("makes a lost phone forget them by its number: its token opens nothing, and the others go on", (context) =>
    Effect.gen(function* () {
      const { computer, monCompte, phone, session } = yield* twoBrowsers(context)
      const revoke = { session, number: 2, commandId: "lost phone" }
      expect(yield* monCompte.revokeDevice(revoke)).toEqual({ _tag: "DeviceRevoked" })
      expect(yield* monCompte.revokeDevice(revoke)).toEqual({ _tag: "DeviceRevoked" })
      expect(yield* remembered([computer.device, phone.device])).toEqual(["RememberedIdentifier", "DeviceUnknown"])
      expect(yield* tagOf(monCompte.signIn({ identifier: phone.device, password: PASSWORD }))).toBe("DeviceUnknown")
      const refusal = yield* Effect.flip(monCompte.revokeDevice({ session, number: 2 }))
      expect(messageOf(refusal, "fr")).toBe(
        "Cet appareil n’est plus dans votre liste\u00a0: il ne se souvient plus de vous. Rechargez la liste pour le vérifier.",
      )
    }),
  )

  story("never gets the number of a browser that was forgotten for a new one", (context) =>
    Effect.gen(function* () {
      const { monCompte, session } = yield* twoBrowsers(context)
      yield* monCompte.revokeDevice({ session, number: 2 })
      yield* monCompte.rememberMe({ session, label: "Tablette" })
      const { devices } = yield* monCompte.listDevices({ session })
      expect(devices.map(({ label, number }) => [number, label])).toEqual([
        [1, "Firefox, Lyon"],
        [3, "Tablette"],
      ])
    }),
  )
})

describe("a thief's browser that remembers the account", () => {
  const ends: Readonly<
    Record<string, (context: TestContext, ada: Ada) => Effect.Effect<unknown, unknown, StoryEnvironment>>
  > = {
    "changes the password": (_, { session }) =>
      Effect.flatMap(MonCompte, ({ changePassword }) => changePassword({ session, current: PASSWORD, ...NEXT })),
    "replaces a password that no longer satisfies the rules": () =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const raised = { ...defaultPolicies.password, version: 2, minimum: 9 }
        const policies = policiesLayer({ password: raised })
        const required = yield* Effect.provide(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }), policies)
        const ticket = required._tag === "MustChangePassword" && "ticket" in required ? required.ticket : ""
        yield* monCompte.replacePassword({ ticket, ...NEXT })
      }),
    "recovers the account": (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
        yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
        yield* monCompte.chooseRecoveredPassword({ ticket, ...NEXT })
      }),
    "has an agent declare the password compromised": (_, { person }) =>
      Effect.flatMap(Agency, ({ declareCompromised }) => declareCompromised({ agent: "Agent 7", person })),
    "has an agent restore access": (_, { person }) =>
      Effect.flatMap(Agency, ({ restoreAccess }) =>
        restoreAccess({ agent: "Agent 7", person, contact: "new@example.org" }),
      ),
    "has the space closed": (_, { person }) => closeAccount(person),
  }

  for (const [title, end] of Object.entries(ends)) {
    story(`is among none that are left once the owner ${title}`, (context) =>
      Effect.gen(function* () {
        const ada = yield* twoBrowsers(context)
        yield* end(context, ada)
        expect(yield* remembered([ada.computer.device, ada.phone.device])).toEqual(["DeviceUnknown", "DeviceUnknown"])
        const rows = context.storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith("device/"))
        expect(rows.map(({ state }) => state)).toMatchObject([{ devices: [] }])
      }),
    )
  }
})

interface Ada {
  readonly session: string
  readonly person: string
}

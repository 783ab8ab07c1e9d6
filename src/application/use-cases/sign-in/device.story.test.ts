import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { ADA, BOB, migrated, PASSWORD, story, type TestContext, tagOf } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

/** Ada is signed in, and her browser remembers her. */
const remembering = Effect.fnUntraced(function* (context: TestContext) {
  const monCompte = yield* MonCompte
  yield* migrated(context)
  const signedIn = yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })
  if (signedIn._tag !== "SignedIn") throw new Error(signedIn._tag)
  const { device, identifier } = yield* monCompte.rememberMe(signedIn)
  return { monCompte, device, identifier, signedIn }
})

describe("a browser that remembers a person (« Se souvenir de moi »)", () => {
  // Leaflet: sign-in.remember-me
  story("shows the identifier masked, and signs in with the device token and the password", (context) =>
    Effect.gen(function* () {
      const { device, identifier, monCompte, signedIn } = yield* remembering(context)
      expect(identifier).toBe("• •• •• •• ••• 157")
      yield* monCompte.signOut(signedIn)
      expect(yield* monCompte.rememberedIdentifier({ device })).toEqual({ _tag: "RememberedIdentifier", identifier })
      expect(yield* tagOf(monCompte.signIn({ identifier: device, password: PASSWORD }))).toBe("SignedIn")
    }),
  )

  story("opens neither a session nor a wizard by itself, and accepts no wrong password", (context) =>
    Effect.gen(function* () {
      const { device, monCompte, signedIn } = yield* remembering(context)
      expect(yield* tagOf(monCompte.whoAmI({ session: device }))).toBe("SessionOver")
      expect(yield* tagOf(monCompte.migrationProgress({ ticket: device }))).toBe("TicketUnknown")
      expect(yield* tagOf(monCompte.signIn({ identifier: device, password: "Wrong123" }))).toBe("Refused")
      expect(yield* tagOf(monCompte.signIn({ identifier: device, password: ADA.legacy }))).toBe("Refused")
      expect(yield* tagOf(monCompte.signIn({ identifier: signedIn.session, password: PASSWORD }))).toBe("DeviceUnknown")
    }),
  )

  story("has its own tries: five wrong passwords make this browser wait, and no other one", (context) =>
    Effect.gen(function* () {
      const { device, monCompte } = yield* remembering(context)
      for (let attempt = 0; attempt < 5; attempt += 1)
        yield* Effect.flip(monCompte.signIn({ identifier: device, password: "Wrong123" }))
      expect(yield* tagOf(monCompte.signIn({ identifier: device, password: PASSWORD }))).toBe("Refused")
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("SignedIn")
    }),
  )

  story("remembers for exactly one year", (context) =>
    Effect.gen(function* () {
      const { device, monCompte } = yield* remembering(context)
      yield* TestClock.adjust(365 * 24 * 60 * 60_000 - 1)
      expect(yield* tagOf(monCompte.rememberedIdentifier({ device }))).toBe("RememberedIdentifier")
      yield* TestClock.adjust(1)
      expect(yield* tagOf(monCompte.rememberedIdentifier({ device }))).toBe("DeviceUnknown")
    }),
  )

  story("forgets the person on request, and other browsers do not", (context) =>
    Effect.gen(function* () {
      const { device, monCompte, signedIn } = yield* remembering(context)
      const other = yield* monCompte.rememberMe(signedIn)
      expect(yield* monCompte.forgetDevice({ device })).toEqual({ _tag: "DeviceForgotten" })
      expect(yield* tagOf(monCompte.forgetDevice({ device }))).toBe("DeviceUnknown")
      expect(yield* tagOf(monCompte.signIn({ identifier: device, password: PASSWORD }))).toBe("DeviceUnknown")
      expect(yield* tagOf(monCompte.rememberedIdentifier(other))).toBe("RememberedIdentifier")
    }),
  )

  story("is replaced after ten newer browsers, and 500 requests leave one row", (context) =>
    Effect.gen(function* () {
      const { device, monCompte, signedIn } = yield* remembering(context)
      const rows = context.storage.snapshot().rows.length
      const newer: Array<string> = []
      for (let request = 0; request < 500; request += 1) newer.push((yield* monCompte.rememberMe(signedIn)).device)
      expect(context.storage.snapshot().rows).toHaveLength(rows)
      expect(yield* tagOf(monCompte.rememberedIdentifier({ device }))).toBe("DeviceUnknown")
      const tags = yield* Effect.forEach(newer.slice(-11), (latest) =>
        tagOf(monCompte.rememberedIdentifier({ device: latest })),
      )
      expect(tags).toEqual(["DeviceUnknown", ...Array.from({ length: 10 }, () => "RememberedIdentifier")])
    }),
  )

  story("is unknown once the account is closed", (context) =>
    Effect.gen(function* () {
      const { device, monCompte, signedIn } = yield* remembering(context)
      const agency = yield* Agency
      yield* agency.closeAccount({ agent: "a1", person: signedIn.account })
      expect(yield* tagOf(monCompte.rememberedIdentifier({ device }))).toBe("DeviceUnknown")
      expect(yield* tagOf(monCompte.signIn({ identifier: device, password: PASSWORD }))).toBe("DeviceUnknown")
    }),
  )

  story("is unknown with a device token that differs in one character", (context) =>
    Effect.gen(function* () {
      const { device, monCompte } = yield* remembering(context)
      yield* migrated(context, BOB)
      const last = device.charAt(40) === "A" ? "B" : "A"
      const forged = device.slice(0, 40) + last + device.slice(41)
      expect(yield* tagOf(monCompte.rememberedIdentifier({ device: forged }))).toBe("DeviceUnknown")
      expect(yield* tagOf(monCompte.forgetDevice({ device: forged }))).toBe("DeviceUnknown")
      expect(yield* tagOf(monCompte.rememberedIdentifier({ device }))).toBe("RememberedIdentifier")
    }),
  )
})

import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { ADA, BOB, migrated, PASSWORD, story, type TestContext, tagOf } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

/** Ada, signed in, on a browser that was asked to remember her. */
const remembering = Effect.fnUntraced(function* (context: TestContext) {
  const monCompte = yield* MonCompte
  yield* migrated(context)
  const signedIn = yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })
  if (signedIn._tag !== "SignedIn") throw new Error(signedIn._tag)
  const { device, identifier } = yield* monCompte.rememberMe(signedIn)
  return { monCompte, device, identifier, signedIn }
})

describe("« Se souvenir de moi »", () => {
  // Leaflet: sign-in.remember-me
  story("shows the identifier masked the next time, and signs in with the password alone", (context) =>
    Effect.gen(function* () {
      const { device, identifier, monCompte, signedIn } = yield* remembering(context)
      expect(identifier).toBe("• •• •• •• ••• 157")
      yield* monCompte.signOut(signedIn)
      expect(yield* monCompte.rememberedIdentifier({ device })).toEqual({ _tag: "RememberedIdentifier", identifier })
      expect(yield* tagOf(monCompte.signIn({ identifier: device, password: PASSWORD }))).toBe("SignedIn")
    }),
  )

  story("opens nothing by itself: no session, no wizard, no wrong password", (context) =>
    Effect.gen(function* () {
      const { device, monCompte, signedIn } = yield* remembering(context)
      expect(yield* tagOf(monCompte.whoAmI({ session: device }))).toBe("SessionOver")
      expect(yield* tagOf(monCompte.migrationProgress({ ticket: device }))).toBe("TicketUnknown")
      expect(yield* tagOf(monCompte.signIn({ identifier: device, password: "Wrong123" }))).toBe("Refused")
      expect(yield* tagOf(monCompte.signIn({ identifier: device, password: ADA.legacy }))).toBe("Refused")
      expect(yield* tagOf(monCompte.signIn({ identifier: signedIn.session, password: PASSWORD }))).toBe("DeviceUnknown")
    }),
  )

  story("counts wrong passwords on the identifier, as if it had been typed", (context) =>
    Effect.gen(function* () {
      const { device, monCompte } = yield* remembering(context)
      for (let time = 0; time < 5; time += 1)
        yield* Effect.flip(monCompte.signIn({ identifier: device, password: "Wrong123" }))
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("Refused")
    }),
  )

  story("lasts a year, to the millisecond", (context) =>
    Effect.gen(function* () {
      const { device, monCompte } = yield* remembering(context)
      yield* TestClock.adjust(365 * 24 * 60 * 60_000 - 1)
      expect(yield* tagOf(monCompte.rememberedIdentifier({ device }))).toBe("RememberedIdentifier")
      yield* TestClock.adjust(1)
      expect(yield* tagOf(monCompte.rememberedIdentifier({ device }))).toBe("DeviceUnknown")
    }),
  )

  story("is forgotten when asked, and another browser's is not", (context) =>
    Effect.gen(function* () {
      const { device, monCompte, signedIn } = yield* remembering(context)
      const other = yield* monCompte.rememberMe(signedIn)
      expect(yield* monCompte.forgetDevice({ device })).toEqual({ _tag: "DeviceForgotten" })
      expect(yield* tagOf(monCompte.forgetDevice({ device }))).toBe("DeviceUnknown")
      expect(yield* tagOf(monCompte.signIn({ identifier: device, password: PASSWORD }))).toBe("DeviceUnknown")
      expect(yield* tagOf(monCompte.rememberedIdentifier(other))).toBe("RememberedIdentifier")
    }),
  )

  story("knows nobody any more once the account is closed", (context) =>
    Effect.gen(function* () {
      const { device, monCompte, signedIn } = yield* remembering(context)
      const agency = yield* Agency
      yield* agency.closeAccount({ agent: "a1", person: signedIn.account })
      expect(yield* tagOf(monCompte.rememberedIdentifier({ device }))).toBe("DeviceUnknown")
      expect(yield* tagOf(monCompte.signIn({ identifier: device, password: PASSWORD }))).toBe("DeviceUnknown")
    }),
  )

  story("is kept by no other person: a token changed by one letter is nobody's", (context) =>
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

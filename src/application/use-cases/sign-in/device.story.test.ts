import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { ADA, BOB, migrated, PASSWORD, story, tagOf, type World } from "../../../../test/stories/world.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

/** Ada, signed in, on a browser that was asked to remember her. */
const remembering = Effect.fnUntraced(function* (w: World) {
  const monCompte = yield* MonCompte
  yield* migrated(w)
  const signedIn = yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })
  if (signedIn._tag !== "SignedIn") throw new Error(signedIn._tag)
  const { device, identifier } = yield* monCompte.rememberMe(signedIn)
  return { monCompte, device, identifier, signedIn }
})

describe("« Se souvenir de moi »", () => {
  // Leaflet: sign-in.remember-me
  story("shows the identifier masked the next time, and signs in with the password alone", (w) =>
    Effect.gen(function* () {
      const { device, identifier, monCompte, signedIn } = yield* remembering(w)
      expect(identifier).toBe("• •• •• •• ••• 157")
      yield* monCompte.signOut(signedIn)
      expect(yield* monCompte.rememberedIdentifier({ device })).toEqual({ _tag: "RememberedIdentifier", identifier })
      expect(yield* tagOf(monCompte.signIn({ identifier: device, password: PASSWORD }))).toBe("SignedIn")
    }),
  )

  story("opens nothing by itself: no session, no wizard, no wrong password", (w) =>
    Effect.gen(function* () {
      const { device, monCompte, signedIn } = yield* remembering(w)
      expect(yield* tagOf(monCompte.whoAmI({ session: device }))).toBe("SessionOver")
      expect(yield* tagOf(monCompte.migrationProgress({ ticket: device }))).toBe("TicketUnknown")
      expect(yield* tagOf(monCompte.signIn({ identifier: device, password: "Wrong123" }))).toBe("Refused")
      expect(yield* tagOf(monCompte.signIn({ identifier: device, password: ADA.legacy }))).toBe("Refused")
      expect(yield* tagOf(monCompte.signIn({ identifier: signedIn.session, password: PASSWORD }))).toBe("DeviceUnknown")
    }),
  )

  story("counts wrong passwords on the identifier, as if it had been typed", (w) =>
    Effect.gen(function* () {
      const { device, monCompte } = yield* remembering(w)
      for (let time = 0; time < 5; time += 1)
        yield* Effect.flip(monCompte.signIn({ identifier: device, password: "Wrong123" }))
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("Refused")
    }),
  )

  story("lasts a year, to the millisecond", (w) =>
    Effect.gen(function* () {
      const { device, monCompte } = yield* remembering(w)
      yield* TestClock.adjust(365 * 24 * 60 * 60_000 - 1)
      expect(yield* tagOf(monCompte.rememberedIdentifier({ device }))).toBe("RememberedIdentifier")
      yield* TestClock.adjust(1)
      expect(yield* tagOf(monCompte.rememberedIdentifier({ device }))).toBe("DeviceUnknown")
    }),
  )

  story("is forgotten when asked, and another browser's is not", (w) =>
    Effect.gen(function* () {
      const { device, monCompte, signedIn } = yield* remembering(w)
      const other = yield* monCompte.rememberMe(signedIn)
      expect(yield* monCompte.forgetDevice({ device })).toEqual({ _tag: "DeviceForgotten" })
      expect(yield* tagOf(monCompte.forgetDevice({ device }))).toBe("DeviceUnknown")
      expect(yield* tagOf(monCompte.signIn({ identifier: device, password: PASSWORD }))).toBe("DeviceUnknown")
      expect(yield* tagOf(monCompte.rememberedIdentifier(other))).toBe("RememberedIdentifier")
    }),
  )

  story("knows nobody any more once the account is closed", (w) =>
    Effect.gen(function* () {
      const { device, monCompte, signedIn } = yield* remembering(w)
      const agency = yield* Agency
      yield* agency.closeAccount({ agent: "a1", person: signedIn.account })
      expect(yield* tagOf(monCompte.rememberedIdentifier({ device }))).toBe("DeviceUnknown")
      expect(yield* tagOf(monCompte.signIn({ identifier: device, password: PASSWORD }))).toBe("DeviceUnknown")
    }),
  )

  story("is kept by no other person: a token changed by one letter is nobody's", (w) =>
    Effect.gen(function* () {
      const { device, monCompte } = yield* remembering(w)
      yield* migrated(w, BOB)
      const last = device.charAt(40) === "A" ? "B" : "A"
      const forged = device.slice(0, 40) + last + device.slice(41)
      expect(yield* tagOf(monCompte.rememberedIdentifier({ device: forged }))).toBe("DeviceUnknown")
      expect(yield* tagOf(monCompte.forgetDevice({ device: forged }))).toBe("DeviceUnknown")
      expect(yield* tagOf(monCompte.rememberedIdentifier({ device }))).toBe("RememberedIdentifier")
    }),
  )
})

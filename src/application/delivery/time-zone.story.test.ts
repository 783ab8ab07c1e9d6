import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { PASSWORD, signedIn, story } from "../../../test/stories/test-context.ts"
import { type TimeZone, timeZoneNames, timeZones } from "../../domain/language/time-zone.ts"
import { longTextOf } from "../../messages/notices/long.ts"
import { deliveryPolicies } from "../contract/delivery-policy.ts"
import { policiesLayer } from "../contract/policies.ts"
import { MonCompte } from "../mon-compte.ts"
import { deliverDue } from "./deliver-due.ts"

/** 9:05 in Paris, in winter. */
const AT = Date.UTC(2026, 10, 23, 8, 5)

const hours: Readonly<Record<TimeZone, string>> = {
  "Europe/Paris": "9 h 05 (heure de Paris)",
  "America/Guadeloupe": "4 h 05 (heure de la Guadeloupe)",
  "America/Martinique": "4 h 05 (heure de la Martinique)",
  "America/Cayenne": "5 h 05 (heure de la Guyane)",
  "Indian/Reunion": "12 h 05 (heure de La Réunion)",
  "Indian/Mayotte": "11 h 05 (heure de Mayotte)",
}

describe.each(timeZones)("a person of the fund in the zone %s", (timeZone) => {
  story("reads in the e-mail when the password was changed, in the hour of that place and with its name", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* TestClock.setTime(AT)
      const session = yield* signedIn(context)
      yield* monCompte.changePassword({ session, current: PASSWORD, password: "Azerty34", confirmation: "Azerty34" })
      yield* deliverDue()
      const notice = context.mailbox.announced().find(({ about }) => about === "PasswordChanged")
      if (notice === undefined) throw new Error("The change was announced.")
      const { lead } = longTextOf(notice, "Mon Compte")
      const expected = `Votre mot de passe a été changé le 23 novembre 2026 à ${hours[timeZone]}.`
      expect(lead.replaceAll("\u00a0", " ")).toBe(expected)
      expect(longTextOf({ ...notice, language: "en" }, "Mon Compte").lead).toContain(timeZoneNames[timeZone].en)
    }).pipe(Effect.provide(policiesLayer({ delivery: { ...deliveryPolicies.standard, timeZone } }))),
  )
})

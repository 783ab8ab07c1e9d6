import { expect, it } from "vitest"
import { notice } from "../../test/smpp/send-through-centre.ts"
import { composeMessage } from "./compose-message.ts"

it("gives an announcement three days of validity, a reference and no site", () => {
  const at = Date.UTC(2026, 10, 23, 9)
  const { id, language, to } = notice()
  const options = { service: "Mon Compte", domain: "www.example.org" }
  const fields = composeMessage({ _tag: "Announcement", id, to, language, about: "ContactRestored", at }, options)
  expect(fields["validity_period"]).toEqual(new Date("2026-11-26T09:00:00Z"))
  expect(fields["user_message_reference"]).toBe(composeMessage(notice(), options)["user_message_reference"])
  expect(String(fields["short_message"])).not.toContain("www.example.org")
})

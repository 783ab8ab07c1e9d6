import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Email, Mobile } from "../../src/domain/contact/contact.ts"
import { type Notice, Notifier } from "../../src/ports/notifier.ts"
import { notifierSample } from "../../src/testing/generators/notifier.ts"
import { checkLaw } from "../../src/testing/laws/law.ts"
import { notifierLaws } from "../../src/testing/laws/notifier.ts"
import { runOver } from "../../test/faulty-adapters/faulty-adapter.ts"
import { type MailboxFault, memoryMailbox } from "./notifier.ts"

describe.each([[["Email", "Mobile"]], [["Email"]], [["Mobile"]]] as const)(
  "the laws of notifiers, with a memory mailbox that reaches %j",
  (reaches) => {
    const run = runOver(Notifier, () => memoryMailbox({ reaches }).service)

    it.each(notifierLaws)("$name", (law) => checkLaw(law, notifierSample, run, { seed: 1, numRuns: 10 }))
  },
)

it.each<MailboxFault>(["Down", "Undeliverable", "AnswerLost"])(
  "quotes no contact and no code with the fault %s",
  (fault) => {
    const run = runOver(Notifier, () => {
      const mailbox = memoryMailbox()
      mailbox.setFault(fault)
      return mailbox.service
    })
    const law = notifierLaws.at(-1)
    if (law === undefined) throw new Error("The test needs a law.")
    return checkLaw(law, notifierSample, run, { seed: 1, numRuns: 10 })
  },
)

const [sample] = fc.sample(notifierSample, { seed: 1, numRuns: 1 })
if (sample === undefined) throw new Error("The test needs a sample.")
const mail = { ...sample.emailCode, to: Email.restore("ada@example.org"), code: Redacted.make("012345") }

const tagOf = (mailbox: ReturnType<typeof memoryMailbox>, notice: Notice) =>
  Effect.runPromise(
    Effect.match(mailbox.service.send(notice), { onFailure: ({ _tag }) => _tag, onSuccess: () => "Sent" }),
  )

it("shows the accepted notices oldest first, with repeats, until it is cleared", async () => {
  const mailbox = memoryMailbox()
  const second = { ...mail, id: "2" }
  for (const notice of [mail, second, mail]) await tagOf(mailbox, notice)
  expect(mailbox.sent().map(({ id }) => id)).toEqual([mail.id, "2", mail.id])
  mailbox.clear()
  expect(mailbox.sent()).toEqual([])
})

it("lists announcements separately from codes", async () => {
  const mailbox = memoryMailbox()
  const { emailAnnouncement: email, mobileAnnouncement: sms } = sample
  for (const notice of [email, mail, sms]) await tagOf(mailbox, notice)
  expect(mailbox.sent()).toEqual([mail])
  expect(mailbox.announced()).toEqual([email, sms])
  expect(mailbox.codeFor(sms.to)).toBeNull()
  mailbox.clear()
  expect(mailbox.announced()).toEqual([])
})

it("returns a list that later notices do not change", async () => {
  const mailbox = memoryMailbox()
  const before = mailbox.sent()
  await tagOf(mailbox, mail)
  expect(before).toEqual([])
})

it("returns the latest code to this contact, and null for other contacts", async () => {
  const mailbox = memoryMailbox()
  await tagOf(mailbox, mail)
  await tagOf(mailbox, { ...mail, code: Redacted.make("654321") })
  await tagOf(mailbox, { ...mail, to: Email.restore("bob@example.org"), code: Redacted.make("111111") })
  expect(mailbox.codeFor(Email.restore("ada@example.org"))).toBe("654321")
  expect(mailbox.codeFor(Email.restore("eve@example.org"))).toBeNull()
  expect(mailbox.codeFor(Mobile.restore("+33639980000"))).toBeNull()
})

it("accepts nothing when down or undeliverable, and accepts the notice when only the answer is lost", async () => {
  const mailbox = memoryMailbox()
  const results = []
  for (const fault of ["Down", "Undeliverable", "AnswerLost", null] as const) {
    mailbox.setFault(fault)
    results.push([await tagOf(mailbox, mail), mailbox.sent().length])
  }
  expect(results).toEqual([
    ["NotifierDown", 0],
    ["Undeliverable", 0],
    ["NotifierDown", 1],
    ["Sent", 2],
  ])
})

import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Email, Mobile } from "../../src/domain/contact/contact.ts"
import { type Notice, Notifier } from "../../src/ports/notifier.ts"
import { notifierSample } from "../../src/testing/notifier.arbitrary.ts"
import { notifierLaws } from "../../src/testing/notifier.laws.ts"
import { checkLaw } from "../../src/testing/port.laws.ts"
import { over } from "../../test/faulty-adapters/fault.ts"
import { type MailboxFault, memoryMailbox } from "./notifier.ts"

describe.each([[["Email", "Mobile"]], [["Email"]], [["Mobile"]]] as const)("reaching %j, keeps the laws", (reaches) => {
  const run = over(Notifier, () => memoryMailbox({ reaches }).service)

  it.each(notifierLaws)("$name", (law) => checkLaw(law, notifierSample, run, { seed: 1, numRuns: 10 }))
})

it.each<MailboxFault>(["Down", "Undeliverable", "AnswerLost"])("quotes nothing when %s", (fault) => {
  const run = over(Notifier, () => {
    const mailbox = memoryMailbox()
    mailbox.setFault(fault)
    return mailbox.service
  })
  const law = notifierLaws.at(-1)
  if (law === undefined) throw new Error("There are laws.")
  return checkLaw(law, notifierSample, run, { seed: 1, numRuns: 10 })
})

const [sample] = fc.sample(notifierSample, { seed: 1, numRuns: 1 })
if (sample === undefined) throw new Error("There is a sample.")
const mail = { ...sample.Email, to: Email.restore("ada@example.org"), code: Redacted.make("012345") }

const tagOf = (mailbox: ReturnType<typeof memoryMailbox>, notice: Notice) =>
  Effect.runPromise(
    Effect.match(mailbox.service.send(notice), { onFailure: ({ _tag }) => _tag, onSuccess: () => "Sent" }),
  )

it("shows what it took, oldest first, twice where it was handed over twice, until it is cleared", async () => {
  const mailbox = memoryMailbox()
  const again = { ...mail, id: "2" }
  for (const notice of [mail, again, mail]) await tagOf(mailbox, notice)
  expect(mailbox.sent().map(({ id }) => id)).toEqual([mail.id, "2", mail.id])
  mailbox.clear()
  expect(mailbox.sent()).toEqual([])
})

it("keeps announcements apart from codes", async () => {
  const mailbox = memoryMailbox()
  const { Email: news, Mobile: text } = sample.told
  for (const notice of [news, mail, text]) await tagOf(mailbox, notice)
  expect(mailbox.sent()).toEqual([mail])
  expect(mailbox.announced()).toEqual([news, text])
  expect(mailbox.codeFor(text.to)).toBeNull()
  mailbox.clear()
  expect(mailbox.announced()).toEqual([])
})

it("gives a list that later notices do not change", async () => {
  const mailbox = memoryMailbox()
  const before = mailbox.sent()
  await tagOf(mailbox, mail)
  expect(before).toEqual([])
})

it("reads the latest code to a contact and to no other", async () => {
  const mailbox = memoryMailbox()
  await tagOf(mailbox, mail)
  await tagOf(mailbox, { ...mail, code: Redacted.make("654321") })
  await tagOf(mailbox, { ...mail, to: Email.restore("bob@example.org"), code: Redacted.make("111111") })
  expect(mailbox.codeFor(Email.restore("ada@example.org"))).toBe("654321")
  expect(mailbox.codeFor(Email.restore("eve@example.org"))).toBeNull()
  expect(mailbox.codeFor(Mobile.restore("+33639980000"))).toBeNull()
})

it("takes nothing when down or undeliverable, and takes it when only its answer is lost", async () => {
  const mailbox = memoryMailbox()
  const seen = []
  for (const fault of ["Down", "Undeliverable", "AnswerLost", null] as const) {
    mailbox.setFault(fault)
    seen.push([await tagOf(mailbox, mail), mailbox.sent().length])
  }
  expect(seen).toEqual([
    ["NotifierDown", 0],
    ["Undeliverable", 0],
    ["NotifierDown", 1],
    ["Sent", 2],
  ])
})

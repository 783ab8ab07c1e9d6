import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { type AccountStep, history } from "../../testing/generators/account.ts"
import { machine } from "./account.ts"
import { Command } from "./command.ts"
import { contactsToNotify, recoveryContacts } from "./contacts.ts"
import { isFormer } from "./owner.ts"

/** Every history keeps a rule. Answers the steps, to see that the rule was tried. */
const always = (rule: (step: AccountStep) => void) => {
  const steps: Array<AccountStep> = []
  const property = fc.property(history({ commands: 30 }), (played) => {
    for (const step of played) rule(step)
    steps.push(...played)
  })
  fc.assert(property, { seed: 17, numRuns: 1_000 })
  return steps
}

it("what confidential mode withholds is notified of nothing and recovers nothing, in every history", () => {
  const steps = always(({ after, command }) => {
    if (after._tag !== "Active" || after.confidential === undefined) return
    const { contacts } = after
    const used = [...contactsToNotify(contacts, command.at), ...recoveryContacts(contacts, command.at)]
    expect(used.filter(({ index }) => contacts.withheld?.includes(index) === true)).toEqual([])
  })
  expect(
    steps.filter(({ after }) => after._tag === "Active" && after.confidential !== undefined).length,
  ).toBeGreaterThan(1_000)
})

it("a number that was corrected stays a former number until it is corrected back", () => {
  always(({ after, before, command, refusal }) => {
    if (before._tag === "Closed" || after._tag === "Closed" || refusal !== null) return
    // Corrected back, it is the present number again.
    const present = command._tag === "CorrectIdentifier" ? command.indexes : []
    for (const { indexes } of before.owner?.former ?? [])
      expect([indexes, isFormer(after.owner, indexes)]).toEqual([
        indexes,
        !indexes.some((one) => present.includes(one)),
      ])
  })
})

it("a merged account opens to no one, and a refused command changes nothing", () => {
  always(({ after, before, refusal }) => {
    if (refusal !== null) expect(after).toBe(before)
    if (before._tag === "Closed" && before.cause === "Merged") expect(after._tag).toBe("Closed")
  })
})

it("every command of a history is a command of the domain, and every state is read back from storage unchanged", () => {
  const decodeCommand = Schema.decodeUnknownSync(Command)
  const [encode, decode] = [Schema.encodeSync(machine.State), Schema.decodeUnknownSync(machine.State)]
  const tags = new Set<string>()
  for (const { after, command, refusal } of fc.sample(history(), { seed: 17, numRuns: 100 }).flat()) {
    expect(decodeCommand(command)).toEqual(command)
    expect(decode(JSON.parse(JSON.stringify(encode(after))))).toEqual(after)
    if (refusal === null) tags.add(command._tag)
  }
  const never = ["RenewHash", "RequireAction", "AcceptTerms", "RequestContact", "RememberRecordedContacts"]
  const expected = Object.keys(Command.cases).filter((tag) => ![...never, "ReindexFormerNumbers"].includes(tag))
  expect([...tags].sort()).toEqual(expected.sort())
})

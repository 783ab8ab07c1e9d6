import { expect, it } from "vitest"
import { deciderLaws } from "../../testing/laws/decider.ts"
import { register, type State } from "./agent-reads.ts"

const alphabet = ({ count }: State) =>
  count > 2 ? [] : [{ _tag: "Record", agent: "agent-7", by: "File", at: 1 } as const]

it.each(deciderLaws(register, alphabet))("the record of lookups $name", ({ broken }) => {
  expect(broken).toEqual([])
})

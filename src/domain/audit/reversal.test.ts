import { globSync, readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { irreversible, reversalOf, reversals } from "./reversal.ts"

const COMMAND = /(?:asAgent|amendFile)\(\s*"(\w+)"|^const VERB = "(\w+)"/gm

it("says of every command of agents whether it is reversed, and of no other", () => {
  const commands = globSync("src/application/use-cases/**/*.ts")
    .filter((file) => !file.endsWith(".test.ts"))
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(COMMAND)].map(([, first, other]) => first ?? other))
  expect(Object.keys(reversals).sort()).toEqual([...new Set(commands)].sort())
})

it("says of what a person or the service did that no agent reverses it", () => {
  expect(reversalOf("Person", "RecordAction")).toEqual({ _tag: "NotReversible", because: "Read" })
  expect(reversalOf("Person", "DeclareSeparation")).toEqual({ _tag: "NotReversible", because: "OwnDecision" })
  expect(reversalOf("Service", "Automatic")).toEqual({ _tag: "NotReversible", because: "Automatic" })
  expect(reversalOf("Agent", "constructor")).toEqual({ _tag: "NotReversible", because: "NeedsDecision" })
})

it("uses every reason", () => {
  const used = Object.values(reversals).flatMap((one) => (one._tag === "NotReversible" ? [one.because] : []))
  expect(new Set([...used, "OwnDecision", "DoneAgain", "Automatic"])).toEqual(new Set(irreversible))
})

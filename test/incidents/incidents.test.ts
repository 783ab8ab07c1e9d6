import { describe } from "@effect/vitest"
import { story, whileTimePasses } from "../stories/test-context.ts"
import { rounds } from "./all.ts"

describe("what happened to others does not happen here", () => {
  for (const { make, name, seed } of rounds) {
    const { around, tell } = make()
    story(name, (context) => whileTimePasses(tell(context)), { around, seed })
  }
})

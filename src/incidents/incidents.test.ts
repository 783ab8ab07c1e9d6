import { describe } from "@effect/vitest"
import { story, whileTimePasses } from "../services/world.model.ts"
import { incidents } from "./all.model.ts"

describe("what happened to others does not happen here", () => {
  for (const { make, name } of incidents) {
    const { around, tell } = make()
    story(name, (w) => whileTimePasses(tell(w)), { around })
  }
})

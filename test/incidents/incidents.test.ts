import { describe } from "@effect/vitest"
import { story, whileTimePasses } from "../stories/test-context.ts"
import { incidentRuns } from "./all-incidents.ts"

describe("published incidents of other systems do not occur", () => {
  for (const { make, name, seed } of incidentRuns) {
    const { around, run } = make()
    story(name, (context) => whileTimePasses(run(context)), { wrapStorage: around, seed })
  }
})

import { describe } from "@effect/vitest"
import * as TestClock from "effect/testing/TestClock"
import { story } from "../stories/test-context.ts"
import { deliveryIncidents } from "./delivery.ts"

describe("published incidents of other systems do not occur", () => {
  for (const { name, run } of deliveryIncidents) story(name, (context) => run(context, TestClock.adjust))
})

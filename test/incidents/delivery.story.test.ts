import { describe } from "@effect/vitest"
import * as TestClock from "effect/testing/TestClock"
import { story } from "../stories/test-context.ts"
import { deliveryIncidents } from "./delivery.ts"

describe("what happened to others does not happen here", () => {
  for (const { name, tell } of deliveryIncidents) story(name, (context) => tell(context, TestClock.adjust))
})

import { describe } from "@effect/vitest"
import * as TestClock from "effect/testing/TestClock"
import { story } from "../world.model.ts"
import { deliveryIncidents } from "./incidents.model.ts"

describe("what happened to others does not happen here", () => {
  for (const { name, tell } of deliveryIncidents) story(name, (w) => tell(w, TestClock.adjust))
})

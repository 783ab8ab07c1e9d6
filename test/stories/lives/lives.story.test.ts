import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { story } from "../test-context.ts"
import { lives } from "./lives.ts"

describe.each(Object.entries(lives))("%s", (_, each) => {
  for (const { options, reads, run, title } of each) {
    story(title, (context) => Effect.map(run(context), (read) => expect(read).toEqual(reads)), options)
  }
})

import { describe, expect, it } from "vitest"
import { slideDraft, slideForCode, startDraft, transferDraft } from "./draft.ts"

const MINUTE = 60_000
const start = { ticket: "t1", until: 30 * MINUTE, latest: 120 * MINUTE, at: 0 }
const draft = startDraft(start)

describe("a draft", () => {
  it.each([
    [0, 30],
    [10, 40],
    [89, 119],
    [90, 120],
    [91, 120],
    [119, 120],
  ])("lasts 30 minutes after a step, and two hours in all: after a step at minute %i it ends at %i", (at, until) => {
    expect(slideDraft(draft, at * MINUTE).until).toBe(until * MINUTE)
  })

  it("never ends earlier because of a step", () => {
    expect(slideDraft({ ...draft, until: 60 * MINUTE }, 10 * MINUTE).until).toBe(60 * MINUTE)
  })

  it.each([
    [118 * MINUTE, 120 * MINUTE],
    [119 * MINUTE, 120 * MINUTE],
    [119 * MINUTE + 1, 120 * MINUTE + 1],
  ])("leaves at least a minute for a code: one sent at %i ends with the draft at %i", (at, until) => {
    expect(slideForCode(draft, at).until).toBe(until)
  })

  it("starts its two hours again with another ticket", () => {
    const again = transferDraft(slideDraft(draft, 100 * MINUTE), {
      ticket: "t2",
      until: 140 * MINUTE,
      latest: 230 * MINUTE,
      at: 110 * MINUTE,
    })
    expect(again).toEqual({
      ticket: "t2",
      until: 140 * MINUTE,
      slides: { idle: 30 * MINUTE, latest: 230 * MINUTE },
      superseded: ["t1"],
    })
  })

  it("of an earlier version does not slide", () => {
    const { slides: _, ...older } = draft
    expect(slideDraft(older, 20 * MINUTE)).toEqual(older)
    expect(slideForCode(older, 20 * MINUTE)).toEqual(older)
  })
})

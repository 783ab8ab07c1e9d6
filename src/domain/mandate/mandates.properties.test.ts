import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { history, type MandateStep, PROTECTED } from "../../testing/generators/mandates.ts"
import { civilDateAt } from "../civil-date/civil-date.ts"
import type { Event } from "./mandates.ts"
import { latestOf, leftTo, mandateStatus } from "./status.ts"

const DAY = 24 * 60 * 60_000
const MANDATARIES = ["bob", "cleo", "dora", "eve", "fil"]

/** What one mandatary may do at a moment, computed from all events alone, without the state. */
const slowPowersOf = (events: ReadonlyArray<Event>, mandatary: string, at: number): ReadonlyArray<string> => {
  const today = civilDateAt(at)
  const numbers = new Set(events.map(({ number }) => number))
  return [...numbers].flatMap((number) => {
    const own = events.filter((event) => event.number === number)
    if (own.some(({ _tag }) => _tag === "MandateEnded")) return []
    const terms = own.findLast((event) => event._tag !== "MandateEnded")
    if (terms === undefined || terms.mandatary !== mandatary) return []
    return terms.lastDay !== null && terms.lastDay < today ? [] : [...terms.powers]
  })
}

const powersOf = ({ after }: MandateStep, mandatary: string, at: number): ReadonlyArray<string> => {
  const mandate = latestOf(after, mandatary)
  if (mandate === undefined) return []
  const status = mandateStatus(mandate, { today: civilDateAt(at), openedOnFacts: false })
  return status === "Live" ? mandate.powers : []
}

describe("in every history of mandates over a person", () => {
  // Leaflet: outside.mandate-rights
  it("a mandatary has exactly the powers of the mandate in force, now, at its last day and after it", () => {
    fc.assert(
      fc.property(history(), (steps) => {
        const events: Array<Event> = []
        for (const step of steps) {
          events.push(...step.events)
          for (const mandatary of MANDATARIES) {
            for (const at of [step.command.at, step.command.at + 30 * DAY, step.command.at + 400 * DAY]) {
              expect(powersOf(step, mandatary, at)).toEqual(slowPowersOf(events, mandatary, at))
            }
          }
        }
      }),
    )
  })

  // Leaflet: outside.mandate-final
  it("no mandate changes or ends again after its end, and no number is used twice", () => {
    fc.assert(
      fc.property(history(), (steps) => {
        const events = steps.flatMap((step) => step.events)
        const recorded = events.flatMap((event) => (event._tag === "MandateRecorded" ? [event.number] : []))
        expect(recorded).toEqual(recorded.map((_, index) => index + 1))
        for (const number of recorded) {
          const own = events.filter((event) => event.number === number).map(({ _tag }) => _tag)
          expect(own.slice(0, -1)).not.toContain("MandateEnded")
        }
      }),
    )
  })

  it("no person is their own mandatary, or has two mandates over the same person", () => {
    fc.assert(
      fc.property(history(), (steps) => {
        for (const { after } of steps) {
          const mandataries = after.mandates.flatMap(({ ended, mandatary }) => (ended === null ? [mandatary] : []))
          expect(mandataries).not.toContain(PROTECTED)
          expect(new Set(mandataries).size).toBe(mandataries.length)
          expect(mandataries.length).toBeLessThanOrEqual(4)
        }
      }),
    )
  })

  it("where viewing only is left, a mandatary has the power to declare", () => {
    fc.assert(
      fc.property(history(), (steps) => {
        for (const { after, command } of steps) {
          const today = civilDateAt(command.at)
          if (leftTo(after, today) === "Everything") continue
          const facts = { today, openedOnFacts: false }
          const live = after.mandates.filter((mandate) => mandateStatus(mandate, facts) === "Live")
          expect(live.some(({ leaves, powers }) => leaves === "Viewing" && powers.includes("Declare"))).toBe(true)
        }
      }),
    )
  })

  it("happens often enough: commands are accepted and refused, and each kind of event occurs", () => {
    const steps = fc.sample(history(), { numRuns: 200, seed: 1 }).flat()
    const tags = new Set(steps.flatMap(({ events }) => events.map(({ _tag }) => _tag)))
    expect([...tags].sort()).toEqual(["MandateChanged", "MandateEnded", "MandateRecorded"])
    const causes = steps.flatMap(({ events }) => events.flatMap((event) => ("cause" in event ? [event.cause] : [])))
    expect(causes).toEqual(expect.arrayContaining(["Expired", "Replaced", "Lifted"]))
    const refusals = new Set(steps.flatMap(({ refusal }) => (refusal === null ? [] : [refusal._tag])))
    expect(refusals.size).toBe(9)
  })
})

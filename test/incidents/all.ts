import { doors } from "./doors.ts"
import type { Incident } from "./incident.ts"
import { losses } from "./losses.ts"
import { meetings } from "./meetings.ts"

/**
 * What happened to others, by the numbers of the list. Those of the delivery (7, 8, 16) are told in
 * `services/incidents.model.ts`, and the one of schemas (17), which only a database has, in
 * `test/postgres/incidents.test.ts`.
 */
export const incidents: ReadonlyArray<Incident> = [
  ...losses,
  ...meetings,
  ...doors,
  // The place of what happened in the real roll-out: files readable by others, holders of waiting numbers locked out,
  // people born abroad refused.
].toSorted((one, other) => Number.parseInt(one.name, 10) - Number.parseInt(other.name, 10))

const ROUNDS = Number(process.env["ROUNDS"] ?? process.env["LONG"] ?? 1)

/** Each once, and those where many meet once for each seed: as many as `ROUNDS` says. */
export const rounds: ReadonlyArray<Incident & { readonly seed: number }> = incidents.flatMap(({ make, name }) => {
  const seeds = /^(1|3|14) /.test(name) ? Array.from({ length: ROUNDS }, (_, index) => index + 1) : [1]
  return seeds.map((seed) => ({ make, seed, name: seed === 1 ? name : `${name} (seed ${seed})` }))
})

import { accountAccessIncidents } from "./account-access.ts"
import { concurrencyIncidents } from "./concurrency.ts"
import type { Incident } from "./incident.ts"
import { lostWriteIncidents } from "./lost-writes.ts"

const numberOf = ({ name }: Incident) => Number.parseInt(name, 10)

/**
 * The incidents that need only a storage, by their number in the list. Incidents 7, 8 and 16 also need a clock and are
 * in `delivery.ts`. Incident 17, a skipped schema migration, needs a database and is in
 * `test/postgres/incidents.test.ts`.
 */
const allIncidents = [...lostWriteIncidents, ...concurrencyIncidents, ...accountAccessIncidents].toSorted(
  (left, right) => numberOf(left) - numberOf(right),
)

const ROUNDS = Number(process.env["ROUNDS"] ?? process.env["LONG"] ?? 1)

/** The incidents that many parallel requests cause: their result depends on the order of the requests. */
const DEPENDS_ON_SEED = new Set([1, 3, 14])

/** One run of each incident, and `ROUNDS` runs with different seeds of those that depend on the seed. */
export const incidentRuns: ReadonlyArray<Incident & { readonly seed: number }> = allIncidents.flatMap((incident) => {
  const { make, name } = incident
  const runs = DEPENDS_ON_SEED.has(numberOf(incident)) ? ROUNDS : 1
  return Array.from({ length: runs }, (_, index) => {
    const seed = index + 1
    return { make, seed, name: seed === 1 ? name : `${name} (seed ${seed})` }
  })
})

import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { civilDateAt } from "../../domain/civil-date/civil-date.ts"
import * as Memberships from "../../domain/household/memberships.ts"
import * as Caseload from "../../domain/mandate/caseload.ts"
import type { Mandate } from "../../domain/mandate/mandate.ts"
import * as Mandates from "../../domain/mandate/mandates.ts"
import { type MandateStatus, mandateStatus } from "../../domain/mandate/status.ts"
import { type Row, Storage } from "../../ports/storage.ts"
import { readMandates } from "../caller/mandates.ts"
import type { SignedInPerson } from "../caller/session.ts"
import { readAggregate } from "../unit-of-work/aggregate.ts"
import { readCaseload } from "./mandate-effects.ts"

/** A mandate that the caller has for a protected person. */
export interface HeldMandate
  extends Pick<Mandate, "number" | "kind" | "organisation" | "powers" | "leaves" | "from" | "lastDay"> {
  /** The id of the protected person: pass it as `onBehalfOf`. */
  readonly person: string
  /** `Unconfirmed`: facts alone opened the caller's space, and an agent confirms it with `changeMandate`. */
  readonly status: MandateStatus
  /** The files that the protected person is in now. None unless the mandate is live. */
  readonly files: ReadonlyArray<string>
}

/** A page of mandates, ordered by the ids of the protected persons. */
export interface HeldMandatePage {
  readonly held: ReadonlyArray<HeldMandate>
  /** Pass it as `after` for the next page; `null` on the last page. */
  readonly next: string | null
}

/** The most mandates on a page. */
const PAGE = 20

/** The list of a mandatary: read it in the first round trip. */
export const caseloadOf = (mandatary: string) => Caseload.stream.id(mandatary)

/** A page of the mandates of the caller, in one round trip. `row` is that of `caseloadOf`. */
export const heldMandates = Effect.fnUntraced(function* (
  person: SignedInPerson,
  row: Row | undefined,
  after: unknown,
  at: number,
) {
  const { state } = yield* readCaseload(person.id, row)
  const start = typeof after === "string" ? after : ""
  const cases = state.cases
    .filter((one) => one.person > start)
    .toSorted((one, other) => (one.person < other.person ? -1 : 1))
  const page = cases.slice(0, PAGE)
  const storage = yield* Storage
  const ids = page.flatMap((one) => [Mandates.stream.id(one.person), Memberships.stream.id(one.person)])
  const { rows } = ids.length === 0 ? { rows: [] } : yield* storage.load(ids)
  const facts = { today: civilDateAt(at), openedOnFacts: Account.wasOpenedOnFacts(person.account.state) }
  const held = yield* Effect.forEach(page, (one, index) =>
    Effect.gen(function* () {
      const mandates = yield* readMandates(one.person, rows[2 * index])
      const memberships = yield* readAggregate(
        Memberships.register,
        Memberships.stream.id(one.person),
        rows[2 * index + 1],
      )
      // Another command may have ended it since the list was read.
      const mandate = Mandates.mandateOf(mandates.state, person.id)
      if (mandate === undefined) return []
      const { from, kind, lastDay, leaves, number, organisation, powers } = mandate
      const status = mandateStatus(mandate, facts)
      const files = status === "Live" ? Memberships.current(memberships.state).map(({ file }) => file) : []
      const view: HeldMandate = {
        person: one.person,
        number,
        kind,
        organisation,
        powers,
        leaves,
        from,
        lastDay,
        status,
        files,
      }
      return [view]
    }),
  )
  const list: HeldMandatePage = {
    held: held.flat(),
    next: cases.length > PAGE ? (page.at(-1)?.person ?? null) : null,
  }
  return list
})
